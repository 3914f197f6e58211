"""Dukcapil's verify-by-element service as it may be. Prints its port; ends with its standard input.

dukcapil.py DIR   writes what was asked to DIR/asked, one line of JSON each.

The last two digits of the NIK say what happens: a code (08, 11 to 15, 16 unknown), an element that
differs (20 to 24), a connection that fails (31 to 39) or an answer that lies (40 to 49). Any other
NIK belongs to SITI RAHMA, a woman.
"""
import json
import os
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SAME = {"NIK": "Sesuai", "NAMA_LGKP": "Sesuai (100)", "TGL_LHR": "Sesuai", "JENIS_KLMIN": "Sesuai"}
PAGE = {"lastPage": True, "numberOfElements": 1, "sort": None, "totalElements": 1, "firstPage": True,
        "number": 0, "size": 1}
lock = threading.Lock()
count = 0


def page(*rows):
    return json.dumps({"content": list(rows), **PAGE})


def code(number):
    return page({"RESPON": "Data Ditemukan atau tidak", "RESPONSE_CODE": number})


BODIES = {
    **{c: code(c) for c in ("08", "11", "12", "13", "14", "15")},
    "16": code("77"),
    "20": page({**SAME, "NAMA_LGKP": "Tidak Sesuai (59)"}),
    "21": page({**SAME, "NAMA_LGKP": "Sesuai (91)"}),
    "22": page({**SAME, "TGL_LHR": "Tidak Sesuai"}),
    "23": page({**SAME, "JENIS_KLMIN": "Tidak Sesuai"}),
    "24": page({**SAME, "NIK": "Tidak Sesuai"}),
    "33": "<html><body>Sesuai</body></html>",
    "34": "",
    "36": page(SAME)[:40],
    "40": page(SAME, SAME),
    "41": page({k: v for k, v in SAME.items() if k != "TGL_LHR"}),
    "42": page({**SAME, "NAMA_LGKP": 100}),
    "43": page({**SAME, "NAMA_LGKP": "Sesuai (900)"}),
    "44": page(),
    "45": json.dumps({"content": SAME, **PAGE}),
    "46": page(SAME)[:-1] + ',"content":[]}',
    "47": page({**SAME, "RESPONSE_CODE": {"a": "13"}}),
    "48": page({"RESPON": "Data Ditemukan"}),
}


class Service(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def give(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "600")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" ")
                time.sleep(1)
        except OSError:
            self.close_connection = True

    def fail(self, way):
        if way == "31":
            self.drip()
        elif way == "32":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif way == "35":
            self.give(500, page(SAME).encode())
        elif way == "37":
            self.give(200, page(SAME).encode() + b" " * 100000)
        elif way == "38":
            self.give(302, b"", [("Location", "/elsewhere")])
        else:
            self.give(401, page(SAME).encode())

    def do_POST(self):
        global count
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with lock, open(os.path.join(sys.argv[1], "asked"), "a", encoding="utf-8") as f:
            count += 1
            number = count
            f.write(json.dumps(asked) + "\n")
        way = asked["NIK"][-2:]
        if self.path != "/dukcapil/get_json/kantor/CALL_VERIFY_BY_ELEMEN":
            self.give(404, b"")
        elif asked["USER_ID"] != "myintress" or asked["PASSWORD"] != "rahasia":
            self.give(200, code("05").encode())
        elif way == "49" and number == 1:
            self.give(503, b"")
        elif way in BODIES:
            self.give(200, BODIES[way].encode())
        elif "31" <= way <= "39":
            self.fail(way)
        else:
            self.give(200, page(compared(asked)).encode())


def compared(asked):
    name = "Sesuai (100)" if asked["NAMA_LGKP"] == "SITI RAHMA" else "Tidak Sesuai (12)"
    sex = "Sesuai" if asked["JENIS_KLMIN"] == "Perempuan" else "Tidak Sesuai"
    return {**SAME, "NAMA_LGKP": name, "JENIS_KLMIN": sex}


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
server.daemon_threads = True
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_address[1], flush=True)
server.serve_forever()
