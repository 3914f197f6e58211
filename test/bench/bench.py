"""make bench: each figure is a ratio of two things measured in one run.

Usage: bench.py [page-sqlite] [page-postgres] [submit] [sign-in] [start] [lists] [demo]
BENCH_DATA=DIR keeps the data for the next run, BENCH_ROUNDS and BENCH_SECONDS
change how long is measured, BENCH_PAGE which page, BENCH_TABLE where a table is kept.
"""
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from data import (DRAFTS, OFFICE, OTHER_OFFICE, PROGRAM, SATKER, TOOLS, Data, demo_environment,
                  run, say)
from report import middle, report, told, verdict
from server import (Drive, Server, children, cpu_seconds, credentials, free_port, pss_mb, states,
                    wire, wrk)

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "4"))
PAGE = os.environ.get("BENCH_PAGE", "/verifikasi")
FAR = 400


# ---- the queue page ----------------------------------------------------------

def next_path(body):
    at = body.rfind(b"sesudah=")
    start = body.rfind(b'href="', 0, at) + len(b'href="')
    return at > 0 and body[start:body.find(b'"', start)].decode().replace("&amp;", "&")


def far_page(server, cookie):
    path = PAGE
    for n in range(1, FAR):
        path = next_path(server.get(path, cookie)[2])
        if not path:
            raise SystemExit("the list ends at page %d" % n)
    return path


class Spied:
    """A server with spy.c in it, which writes the statements of its pages."""

    def __init__(self, data, work):
        self.spy = os.path.join(tempfile.mkdtemp(dir=work), "spy")
        self.server = Server(data, self.spy)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def record(self, path, cookie):
        before = self.sizes()
        status = self.server.get(path, cookie)[0]
        assert status == 200, status
        time.sleep(0.2)
        out = tempfile.mktemp(dir=os.path.dirname(self.spy))
        with open(out, "wb") as f:
            for name, size in self.sizes().items():
                if size > before[name]:
                    with open(name, "rb") as r:
                        r.seek(before[name])
                        f.write(r.read())
        return out

    def sizes(self):
        parent, jobs = self.server.process.pid, self.server.job_process()
        names = ["%s.%d" % (self.spy, p) for p in children(parent) if p != jobs]
        return {n: os.path.exists(n) and os.path.getsize(n) for n in names}


class Recorded:
    """The first and a far page, and their statements."""

    def __init__(self, data, work):
        with Spied(data, work) as spied:
            # The session and the cursor are as good on the next server.
            self.cookie = spied.server.cookie(data.account("VERIFIKATOR", OFFICE))
            self.far = far_page(spied.server, self.cookie)
            self.first_sql = spied.record(PAGE, self.cookie)
            self.far_sql = spied.record(self.far, self.cookie)


def bare_sql(data, statements, seconds=SECONDS):
    """CPU of a page's statements, in as many processes as the server has workers for pages."""
    command = [TOOLS + "/bare_sql", data.database, statements, str(seconds)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
                 for _ in range(data.workers)]
    done = [[float(n) for n in p.communicate()[0].split()] for p in processes]
    return sum(pages * us for pages, us in done) / sum(pages for pages, _ in done)


def loaded(pids, port, path, cookie):
    """CPU per request of the processes, in microseconds, and the rate."""
    before = cpu_seconds(pids)
    count, rate = wrk(port, path, cookie, SECONDS)
    return (cpu_seconds(pids) - before) / count * 1e6, rate


class BareAnswer:
    """libmicrohttpd alone, giving the bytes of one answer of ours."""

    def __init__(self, headers, body, work):
        path = os.path.join(work, "answer")
        with open(path, "wb") as f:
            for name, value in headers:
                f.write(("%s: %s\n" % (name, value)).encode())
            f.write(b"\n" + body)
        self.port = free_port()
        self.process = subprocess.Popen([TOOLS + "/bare_mhd", str(self.port), path])
        time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def one_round(data, recorded, server, bare):
    r = {"bare": loaded([bare.process.pid], bare.port, "/", recorded.cookie)[0]}
    r["page"], r["rate"] = loaded(server.pids(), server.port, PAGE, recorded.cookie)
    r["sql"] = bare_sql(data, recorded.first_sql)
    r["far"], _ = loaded(server.pids(), server.port, recorded.far, recorded.cookie)
    r["far_sql"] = bare_sql(data, recorded.far_sql, 1)
    say("  CPU µs: page %(page).0f, its SQL bare %(sql).0f, bare answer %(bare).1f;"
        " page 400 %(far).0f, its SQL %(far_sql).0f; %(rate).0f/s" % r)
    return r


def queue_page(engine, work):
    data = Data(engine, work)
    recorded = Recorded(data, work)
    with Server(data) as server:
        status, headers, body = server.get(PAGE, recorded.cookie)
        assert status == 200 and body.count(b"<tr>") >= 50, status
        say("\nqueue page on %s: %d bytes, %d rows, no Accept-Encoding, 64 connections" % (
            engine, len(body), body.count(b"<tr>") - 1))
        with BareAnswer(headers, body, work) as bare:
            rounds = [one_round(data, recorded, server, bare) for _ in range(ROUNDS)]
        report_page(engine, rounds)
        half_peak(engine, server, recorded.cookie, rounds, work)


def report_page(engine, rounds):
    beyond = [(r["page"] - r["sql"]) / r["bare"] for r in rounds]
    far = [r["far"] / r["page"] for r in rounds]
    verdict("queue page, CPU beyond its SQL / bare libmicrohttpd, " + engine, middle(beyond),
            "≤ 5", statistics.median(beyond) <= 5)
    verdict("400th page / first, CPU, " + engine, middle(far), "≤ 1.2",
            statistics.median(far) <= 1.2)
    told("queue page, CPU in all, µs, " + engine, middle([r["page"] for r in rounds]))


def page_requests(cookie, work):
    path = os.path.join(work, "page.requests")
    with open(path, "w") as f:
        f.write(wire("GET", PAGE, {"Cookie": cookie}))
    return path


def half_peak(engine, server, cookie, rounds, work):
    rate = statistics.median(r["rate"] for r in rounds) / 2
    requests = page_requests(cookie, work)
    runs = [Drive(server.port, rate, SECONDS, 64, requests).result() for _ in range(ROUNDS)]
    say("  open loop at %.0f/s, half of the peak: p50 %s ms, p99 %s ms" % (
        rate, middle([d.p50 for d in runs]), middle([d.p99 for d in runs])))
    told("queue page at half of the peak, p99, ms, " + engine,
         "%s at %.0f/s" % (middle([d.p99 for d in runs]), rate))


# ---- submissions ---------------------------------------------------------------

def waiting_jobs(server):
    text = server.get("/metrics")[2].decode()
    return int(text.split('myintress_jobs{state="waiting"} ')[1].split()[0])


def stand_still(pid):
    """A thread within a system call ends it first."""
    os.kill(pid, signal.SIGSTOP)
    while set(states(pid)) != {"T"}:
        time.sleep(0.01)


def pause_jobs(server, data):
    """Between two of its transactions: within one it would hold the writer's lock."""
    while True:
        stand_still(server.job_process())
        file = sqlite3.connect(data.database[len("sqlite:"):], timeout=0.5, isolation_level=None)
        try:
            file.execute("BEGIN IMMEDIATE")
            file.execute("ROLLBACK")
            return
        except sqlite3.OperationalError:
            os.kill(server.job_process(), signal.SIGCONT)
            time.sleep(0.05)
        finally:
            file.close()


def submissions(work):
    data = Data("sqlite", work).copy(work)
    share = DRAFTS // ROUNDS
    ratios, drained = [], []
    say("\nsubmissions by the API, 16 connections, the job process paused")
    with Server(data) as server:
        caller = server.sign_in(data.account("CSO", OTHER_OFFICE))
        for n in range(ROUNDS):
            requests = os.path.join(work, "submit.requests")
            with open(requests, "w") as f:
                for number in data.drafts[n * share:(n + 1) * share]:
                    f.write(wire("POST", "/api/v1/registrations/%s/submit" % number, caller,
                                 '{"version":1}'))
            bare = float(run(TOOLS + "/bare_commit", "%s/bare%d.db" % (data.dir, n), str(SECONDS)))
            pause_jobs(server, data)
            d = Drive(server.port, 0, SECONDS, 16, requests).result()
            left = waiting_jobs(server)
            os.kill(server.job_process(), signal.SIGCONT)
            began = time.monotonic()
            while waiting_jobs(server) > 5 and time.monotonic() - began < 60:
                time.sleep(0.02)
            rate = (d.answers - d.errors) / d.seconds
            drained.append(left / (time.monotonic() - began))
            ratios.append(rate / bare)
            say("  %.0f submissions/s, bare transactions %.0f/s; then %d jobs drained at %.0f/s" % (
                rate, bare, left, drained[-1]))
    verdict("durable submissions / bare single-row transactions", middle(ratios), "≥ 0.40",
            statistics.median(ratios) >= 0.40)
    told("jobs drained afterwards, per second", middle(drained))


# ---- sign-ins --------------------------------------------------------------------

def sign_in_requests(data, work):
    path = os.path.join(work, "sign-in.requests")
    with open(path, "w") as f:
        for _ in range(10):
            for a in data.accounts:
                f.write(wire("POST", "/api/v1/session", {"Content-Type": "application/json"},
                             credentials(a)))
    return path


def sign_ins(work):
    data = Data("sqlite", work)
    requests = sign_in_requests(data, work)
    ratios, moves = [], []
    say("\nsign-ins, 8 connections")
    with Server(data) as server:
        cookie = server.cookie(data.account("VERIFIKATOR", OFFICE))
        for _ in range(ROUNDS):
            bare = float(run(TOOLS + "/bare_argon2", str(SECONDS)))
            d = Drive(server.port, 0, SECONDS, 8, requests).result()
            rate = (d.answers - d.errors) / d.seconds
            ratios.append(rate / bare)
            say("  %.1f sign-ins/s, bare argon2id %.1f/s" % (rate, bare))
        _, peak = wrk(server.port, PAGE, cookie, SECONDS)
        page = page_requests(cookie, work)
        for _ in range(ROUNDS):
            calm = Drive(server.port, peak / 2, SECONDS, 64, page).result()
            storm = Drive(server.port, 0, SECONDS + 2, 16, requests)
            time.sleep(1)
            during = Drive(server.port, peak / 2, SECONDS, 64, page).result()
            storm.result()
            moves.append(during.p99 / calm.p99)
            say("  queue page at %.0f/s: p99 %.2f ms, during the storm %.2f ms, %.1f sign-ins/s" %
                (peak / 2, calm.p99, during.p99, storm.answers / storm.seconds))
    verdict("sign-ins / bare argon2id", middle(ratios), "≥ 0.90",
            statistics.median(ratios) >= 0.90)
    verdict("p99 of the queue page in a storm of sign-ins / calm", middle(moves), "< 2",
            statistics.median(moves) < 2)


# ---- start and memory ---------------------------------------------------------------

def start(work):
    data = Data("sqlite", work)
    times, idle = [], []
    for _ in range(ROUNDS):
        with Server(data) as server:
            times.append(server.started_s)
            time.sleep(2)
            idle.append(pss_mb(server.pids()))
    say("\nstart to /readyz %s s; PSS of the tree, idle, %s MB" % (middle(times), middle(idle)))
    verdict("start to /readyz, s", middle(times), "< 1", statistics.median(times) < 1)
    verdict("PSS of the tree, idle, 20,000 satker, MB", middle(idle), "< 60",
            statistics.median(idle) < 60)


# ---- lists of users --------------------------------------------------------------------

LISTS = (
    ("a Kanwil", "KANWIL", "13", "/pengguna"),
    ("a ministry", "KL", "033", "/pengguna"),
    ("the nation, a role that two hold", "PUSAT", "DJPB", "/pengguna?peran=AUDITOR"),
    ("the nation, a role that 364 hold", "PUSAT", "DJPB", "/pengguna?peran=VERIFIKATOR"),
    ("the nation, a rare word", "PUSAT", "DJPB", "/pengguna?q=citra"),
)


def lists(work):
    data = Data("sqlite", work)
    data.workers = 1
    say("\nlists of users, their SQL bare")
    with Spied(data, work) as spied:
        recorded = [(what, spied.record(path, spied.server.cookie(data.account(role, unit))))
                    for what, role, unit, path in LISTS]
    for what, statements in recorded:
        ms = [bare_sql(data, statements, 1) / 1000 for _ in range(ROUNDS)]
        verdict("users of %s, CPU of the SQL, ms" % what, middle(ms), "< 2",
                statistics.median(ms) < 2)


# ---- the demo's nation -------------------------------------------------------------------

def demo(work):
    took = []
    for n in range(ROUNDS):
        directory = os.path.join(work, "demo%d" % n)
        os.mkdir(directory, 0o700)
        began = time.monotonic()
        run(PROGRAM, "demo", "--satker", str(SATKER), env=demo_environment(directory))
        took.append(time.monotonic() - began)
        shutil.rmtree(directory)
    say("\ndemo --satker %d in %s s" % (SATKER, middle(took)))
    verdict("demo --satker 20000, wall, s", middle(took), "< 60", statistics.median(took) < 60)


PARTS = {
    "page-sqlite": lambda work: queue_page("sqlite", work),
    "page-postgres": lambda work: queue_page("postgres", work),
    "submit": submissions,
    "sign-in": sign_ins,
    "start": start,
    "lists": lists,
    "demo": demo,
}


def tidy_when_told():
    """As after an error: servers end and directories go."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))


def main():
    tidy_when_told()
    wanted = sys.argv[1:] or list(PARTS)
    with tempfile.TemporaryDirectory(prefix="myintress-bench-") as work:
        for name in wanted:
            PARTS[name](work)
    say("\nmedian of %d rounds of %d s [least–most]" % (ROUNDS, SECONDS))
    report("make bench")


if __name__ == "__main__":
    main()
