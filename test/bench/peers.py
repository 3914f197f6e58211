"""make bench-peers: the first page of the queue, ours and in PHP behind nginx.

Both run the same statements on the same database and answer the same bytes but for
tokens, cursors and the minute; what the statements cost by themselves is subtracted
from both. See peers/queue.php.
"""
import glob
import os
import re
import statistics
import subprocess
import tempfile
import time

from bench import PAGE, ROUNDS, Recorded, bare_sql, loaded, tidy_when_told
from data import OFFICE, Data, say
from report import middle, report, verdict
from server import Server, free_port, get, tree

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers")

# By what is only in it: names of the statements in queue.php.
STATEMENTS = {
    "session": "FROM session WHERE token_hash",
    "person": "FROM person p LEFT JOIN account",
    "memberships": "LEFT JOIN membership_role",
    "kppn": "FROM kppn k JOIN kanwil",
    "grants": "FROM role_action",
    "figures": "FROM registration_figure",
    "closed": "closed_at >= ",
    "list": "(due_at, id) > ",
}


# ---- what is made of our answer -------------------------------------------------

def recorded_sql(path):
    """The texts in order, see spy.c."""
    with open(path, "rb") as f:
        record = f.read()
    at, texts = 0, []
    while at < len(record):
        end = record.index(b"\n", at)
        kind, n = record[at:end].decode().split()
        at = end + 1
        if kind in "Stb":
            if kind == "S":
                texts.append(record[at:at + int(n)].decode())
            at += int(n) + 1
    return texts


def named_sql(texts):
    named = {}
    for text in texts:
        if text in ("BEGIN", "COMMIT"):
            continue
        names = [n for n, part in STATEMENTS.items() if part in text]
        if len(names) != 1 or named.get(names[0], text) != text:
            raise SystemExit("queue.php knows no such statement: " + text)
        named[names[0]] = text
    return named


def quoted(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def php_array(name, values):
    lines = "".join("\t%s => %s,\n" % (quoted(k), quoted(v)) for k, v in values.items())
    return "const %s = [\n%s];\n" % (name, lines)


NUMBER = r"([\d.]+)"


def holes(visitor):
    """Of the frame: what changes, and how PHP says it. The longer before the shorter."""
    now = r'<time datetime="[^"]*">%s</time>'
    return [
        (r'(?<=name="_csrf" value=")[^"]*', "e($v['csrf'])"),
        (r'(?<=name="_nonce" value=")[^"]*', "e($v['nonce'])"),
        (now % r"\w+, \d+ \w+ \d+ pukul [^<]*", "$shown->now(true, true, e($v['zone']))"),
        (now % r"\d+ \w+ \d+ pukul [^<]*", "$shown->now(true, false, e($v['zone']))"),
        (now % r"\d\d\.\d\d W[^<]*", "$shown->now(false, false, e($v['zone']))"),
        (r"(?<=sesudah=)[^\"]*", "e($next)"),
        (r"(?<=Menampilkan )\d+", "count($rows)"),
        (r"(?<=Lewat batas</dt><dd>)" + NUMBER, "number($f['overdue'])"),
        (r"(?<=Jatuh tempo hari ini</dt><dd>)" + NUMBER, "number($f['due_today'])"),
        (r"(?<=Belum diambil</dt><dd>)" + NUMBER, "number($f['unclaimed'])"),
        (r"(?<=Selesai hari ini</dt><dd>)" + NUMBER, "number($f['done_today'])"),
        (NUMBER + r"(?= total dalam antrean)", "number($f['all'])"),
        (r"(?<=Semua <span>)" + NUMBER, "number($f['all'])"),
        (r"(?<=Tugas saya <span>)" + NUMBER, "number($f['mine'])"),
        (r"(?<=Belum diambil <span>)" + NUMBER, "number($f['unclaimed'])"),
        (r"(?<=Menunggu satker <span>)" + NUMBER, "number($f['waiting_satker'])"),
        (r"(?<=Selesai <span>)" + NUMBER, "number($f['done_today'])"),
        (re.escape(visitor["nama"]), "e($v['name'])"),
        (r'(?<=class="avatar" aria-hidden="true">)[^<]*', "e($v['initials'])"),
        (r'(?<=class="judul">)Verifikator', "e($v['role'])"),
        (r"(?<=<span>)KPPN [^<]*(?=<small>)", "e($v['unit'])"),
        (r"(?<=<small>)Kanwil [^<]*(?=</small>)", "e($v['detail'])"),
    ]


def template(html, visitor):
    used = set()
    for pattern, php in holes(visitor):
        html, n = re.subn(pattern, "\0%s\1" % php.replace("\\", ""), html)
        if n:
            used.add(php)
    # PHP drops the line end after a tag.
    html = html.replace("\1\n", "\1\n\n")
    return html.replace("\0", "<?= ").replace("\1", " ?>"), used


def make_parts(ours, sql, visitor, work):
    head, rest = ours.decode().split("<tbody>\n")
    rows, tail = rest.split("</tbody>")
    icons = {label: svg for svg, label in
             re.findall(r'<span class="tag tag-info">(<svg.*?</svg>)([^<]*)</span>', rows)}
    with open(work + "/made.php", "w") as f:
        f.write("<?php\n" + php_array("STATEMENTS", named_sql(recorded_sql(sql))) +
                php_array("ICONS", icons))
    head, used = template(head + "<tbody>\n", visitor)
    tail, more = template("</tbody>" + tail, visitor)
    missing = {php for _, php in holes(visitor)} - used - more
    if missing:
        raise SystemExit("our page does not show " + ", ".join(sorted(missing)))
    with open(work + "/head.php", "w") as f:
        f.write(head)
    with open(work + "/tail.php", "w") as f:
        f.write(tail)


# ---- the peer ---------------------------------------------------------------------

class Peer:
    def __init__(self, data, work):
        self.port, self.work = free_port(), work
        root = os.getuid() == 0
        self.configure("nginx.conf", "user root;" if root else "", data)
        self.configure("fpm.conf", "user = root\ngroup = root" if root else "", data)
        fpm = glob.glob("/usr/sbin/php-fpm*")[0]
        self.log = open(work + "/peer.log", "w")
        self.processes = [subprocess.Popen(c, stdout=self.log, stderr=self.log) for c in (
            [fpm, "-F", "-y", work + "/fpm.conf", "-d", "opcache.enable=1",
             "-d", "opcache.validate_timestamps=0", "-d", "output_buffering=131072"] +
            (["-R"] if root else []),
            ["nginx", "-c", work + "/nginx.conf", "-e", work + "/nginx.error"])]
        self.wait()

    def configure(self, name, user, data):
        with open(os.path.join(HERE, name)) as f:
            text = f.read()
        for mark, value in (("@WORK@", self.work), ("@PORT@", str(self.port)), ("@HERE@", HERE),
                            ("@DATABASE@", data.database[len("sqlite:"):]), ("@USER@", user)):
            text = text.replace(mark, value)
        with open(os.path.join(self.work, name), "w") as f:
            f.write(text)

    def wait(self):
        for _ in range(200):
            try:
                if get(self.port, PAGE)[0] == 403:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        self.done()
        with open(self.log.name) as f:
            raise SystemExit("PHP did not start: " + f.read())

    def pids(self):
        return [p for process in self.processes for p in tree(process.pid)]

    def done(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        self.log.close()


def without_tokens(body):
    html = body.decode()
    for pattern in (r'name="_(csrf|nonce)" value="[^"]*"', r'sesudah=[^"]*',
                    r'<time datetime="[^"]*">([^<]* pukul )?\d\d\.\d\d W[^<]*</time>',
                    r"Lewat \d+ (jam|mnt)( \d+ mnt)?"):
        html = re.sub(pattern, "", html)
    return html.replace("&#039;", "&#39;")


def compare(ours, theirs):
    a, b = without_tokens(ours), without_tokens(theirs)
    if len(ours) == len(theirs) and a == b:
        return
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    raise SystemExit("the pages differ, %d and %d bytes, at\n%s\n%s" % (
        len(ours), len(theirs), a[at - 60:at + 60], b[at - 60:at + 60]))


def one_round(data, recorded, server, peer):
    r = {}
    r["ours"], r["rate"] = loaded(server.pids(), server.port, PAGE, recorded.cookie)
    r["php"], r["php_rate"] = loaded(peer.pids(), peer.port, PAGE, recorded.cookie)
    r["sql"] = bare_sql(data, recorded.first_sql)
    say("  CPU µs: ours %(ours).0f at %(rate).0f/s, PHP %(php).0f at %(php_rate).0f/s,"
        " the SQL bare %(sql).0f" % r)
    return r


def main():
    tidy_when_told()
    with tempfile.TemporaryDirectory(prefix="myintress-bench-") as work:
        data = Data("sqlite", work)
        recorded = Recorded(data, work)
        with Server(data) as server:
            ours = server.get(PAGE, recorded.cookie)[2]
            make_parts(ours, recorded.first_sql, data.account("VERIFIKATOR", OFFICE), work)
            peer = Peer(data, work)
            try:
                compare(ours, get(peer.port, PAGE, recorded.cookie)[2])
                say("\nthe same queue page of %d bytes, ours and PHP-FPM behind nginx" %
                    len(ours))
                rounds = [one_round(data, recorded, server, peer) for _ in range(ROUNDS)]
            finally:
                peer.done()
    times = [(r["php"] - r["sql"]) / (r["ours"] - r["sql"]) for r in rounds]
    verdict("PHP-FPM and nginx / ours, CPU beyond the SQL", middle(times), "≥ 4",
            statistics.median(times) >= 4)
    report("make bench-peers")


if __name__ == "__main__":
    main()
