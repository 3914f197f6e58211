"""The program serving a Data, asked by one client or loaded by many."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time

from data import PROGRAM, TOOLS, run, say

PASSWORD = "perahu kecil menyeberangi teluk"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
        return [int(p) for p in f.read().split()]


def states(pid):
    """Of each thread: R for running, S for sleeping, T for stopped."""
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/stat" % (pid, task)) as f:
            yield f.read().rsplit(")", 1)[1].split()[0]


def tree(pid):
    return [pid] + [p for c in children(pid) for p in tree(c)]


def cpu_seconds(pids):
    ticks = 0
    for p in pids:
        with open("/proc/%d/stat" % p) as f:
            # utime stime cutime cstime, counted behind the name in brackets
            ticks += sum(int(n) for n in f.read().rsplit(")", 1)[1].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_mb(pids):
    total = 0
    for p in pids:
        with open("/proc/%d/smaps_rollup" % p) as f:
            total += int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1))
    return total / 1024


def ask(port, method, path, body=None, headers=None):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    c.request(method, path, body, headers or {})
    r = c.getresponse()
    answer = r.status, r.getheaders(), r.read()
    c.close()
    return answer


def get(port, path, cookie=None):
    return ask(port, "GET", path, headers={"Cookie": cookie} if cookie else {})


class Server:
    def __init__(self, data, spy=None):
        self.port = free_port()
        env = data.environment("127.0.0.1:%d" % self.port)
        if spy:
            env.update(LD_PRELOAD=os.path.abspath(TOOLS + "/spy.so"), BENCH_SPY=spy)
        self.log = open(data.dir + "/serve.log", "w")
        began = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, "serve"], env=env, stderr=self.log)
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() - began > 30:
                with open(self.log.name) as f:
                    raise SystemExit("the server did not start: " + f.read()[-500:])
            time.sleep(0.005)
        self.started_s = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for p in tree(self.process.pid):
            os.kill(p, signal.SIGCONT)
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def ready(self):
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def pids(self):
        return tree(self.process.pid)

    def job_process(self):
        """The parent starts it after the web processes."""
        return children(self.process.pid)[-1]

    def ask(self, method, path, body=None, headers=None):
        return ask(self.port, method, path, body, headers)

    def get(self, path, cookie=None):
        return get(self.port, path, cookie)

    def sign_in(self, account):
        """What a call of the API carries to be the account's, in its unit."""
        status, _, body = self.ask("POST", "/api/v1/session", credentials(account),
                                   {"Content-Type": "application/json"})
        if status != 200:
            raise SystemExit("no sign-in: %d %s" % (status, body.decode()))
        session = json.loads(body)
        unit = next(m for m in session["memberships"] if m["unit_code"] == account["kode_unit"])
        return {"Authorization": "Bearer " + session["token"], "X-Membership": unit["id"],
                "Content-Type": "application/json"}

    def cookie(self, account):
        """A session of the pages, through their form."""
        _, headers, body = self.get("/masuk")
        guest = cookie_of(headers, "__Host-tamu")
        form = "&".join("%s=%s" % (n, v) for n, v in (
            ("_csrf", re.search(rb'name="_csrf" value="([^"]+)"', body).group(1).decode()),
            ("nik", account["nik"]), ("sandi", PASSWORD.replace(" ", "+"))))
        _, headers, _ = self.ask("POST", "/masuk", form, {
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": guest,
            "Origin": "http://127.0.0.1:%d" % self.port})
        return cookie_of(headers, "__Host-sesi")


def cookie_of(headers, name):
    for key, value in headers:
        if key.lower() == "set-cookie" and value.startswith(name + "="):
            return value.split(";")[0]
    raise SystemExit("no cookie " + name)


def credentials(account):
    return json.dumps({"nik": account["nik"], "password": PASSWORD})


def wire(method, path, headers, body=""):
    """One request as drive.c reads it."""
    lines = ["%s %s HTTP/1.1" % (method, path), "Host: 127.0.0.1"]
    lines += ["%s: %s" % h for h in headers.items()]
    if method != "GET":
        lines.append("Content-Length: %d" % len(body))
    request = "\r\n".join(lines) + "\r\n\r\n" + body
    return "%d\n%s" % (len(request), request)


class Drive:
    """Sends the requests of a file, see drive.c."""

    def __init__(self, port, rate, seconds, connections, requests):
        self.process = subprocess.Popen(
            [TOOLS + "/drive", str(port), str(rate), str(seconds), str(connections), requests],
            stdout=subprocess.PIPE, text=True)

    def result(self):
        out, _ = self.process.communicate()
        if self.process.returncode:
            raise SystemExit("drive failed")
        f = [float(x) for x in out.split()]
        self.answers, self.errors, self.seconds, self.p50, self.p99, self.most = f
        if self.errors:
            say("  ! %d of %d answers were errors" % (self.errors, self.answers))
        return self


def wrk(port, path, cookie, seconds, connections=64):
    """Answers counted and their rate, of a closed loop."""
    out = run("wrk", "-t1", "-c%d" % connections, "-d%d" % seconds, "-H", "Cookie: " + cookie,
              "http://127.0.0.1:%d%s" % (port, path))
    if "Non-2xx" in out or "Socket errors" in out:
        say("  ! " + " ".join(line.strip() for line in out.splitlines()
                              if "Non-2xx" in line or "Socket" in line))
    return (int(re.search(r"(\d+) requests in", out).group(1)),
            float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)))
