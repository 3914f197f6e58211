"""A web server that misbehaves by path. Prints its port; ends with its standard input.

website.py [tls DIR]   with tls: a certificate that nobody signed, made in DIR.
"""
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

JUNK = b"\x16\x03\x01\x00\xff not a web server\r\n\r\n" * 4


def answer(status, body, headers=()):
    lines = [f"HTTP/1.1 {status} Words", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def request(peer):
    data = b""
    while b"\r\n\r\n" not in data:
        part = peer.recv(65536)
        if not part:
            return None
        data += part
    head, body = data.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    while len(body) < int(fields.get("content-length", "0")):
        body += peer.recv(65536)
    return lines, fields, body


def echo(peer, lines, fields, body):
    kept = [f"{k}: {fields[k]}" for k in ("content-type", "authorization", "expect") if k in fields]
    peer.sendall(answer(200, "\n".join([lines[0], *kept, ""]).encode() + body))


def for_ever(peer, first, part, pause):
    peer.sendall(first)
    while True:
        peer.sendall(part)
        time.sleep(pause)


def reset(peer):
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def serve(peer):
    asked = request(peer)
    if not asked:
        return
    path = asked[0][0].split(" ")[1]
    ok = b"HTTP/1.1 200 OK\r\n"
    if path.startswith("/status/"):
        peer.sendall(answer(path[8:], b"body of " + path[8:].encode()))
    elif path == "/echo":
        echo(peer, *asked)
    elif path == "/redirect":
        peer.sendall(answer(302, b"", ["Location: /status/200"]))
    elif path == "/slow":
        peer.recv(1)
    elif path == "/drip":
        for_ever(peer, ok + b"Content-Length: 9000\r\n\r\n", b"x", 0.05)
    elif path == "/reset":
        reset(peer)
    elif path == "/truncated":
        peer.sendall(ok + b"Content-Length: 1000\r\n\r\nhalf")
    elif path == "/huge":
        for_ever(peer, ok + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n", 0)
    elif path == "/huge-said":
        for_ever(peer, ok + b"Content-Length: 99999999999\r\n\r\n", b"x" * 4096, 0)
    elif path == "/headers":
        for_ever(peer, ok, b"X-More: " + b"x" * 1000 + b"\r\n", 0)
    elif path == "/garbage":
        peer.sendall(JUNK)


def handle(peer, tls):
    try:
        peer = tls.wrap_socket(peer, server_side=True) if tls else peer
        serve(peer)
    except (OSError, ValueError):
        pass
    finally:
        peer.close()


def unsigned(directory):
    name = os.path.join(directory, "unsigned.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                    "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", name, "-out", name + ".crt"],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(name + ".crt", name)
    return context


def main():
    tls = unsigned(sys.argv[2]) if sys.argv[1:2] == ["tls"] else None
    door = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(door.getsockname()[1], flush=True)
    while True:
        peer, _ = door.accept()
        threading.Thread(target=handle, args=(peer, tls), daemon=True).start()


main()
