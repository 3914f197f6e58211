"""A database with the nation in it, on either engine."""
import atexit
import csv
import os
import shutil
import sqlite3
import subprocess
import tempfile

BUILD = os.environ.get("BUILD", "build")
PROGRAM, TOOLS = BUILD + "/myintress", BUILD + "/bench"
OFFICE, OTHER_OFFICE, SATKER = "047", "018", 20000
REQUESTS, WAITING, DRAFTS = 200000, 20500, 8000


def say(text):
    print(text, flush=True)


def run(*command, **more):
    """What a command prints; a command that fails ends the benchmark."""
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **more).stdout


def demo_environment(directory):
    return {**os.environ, "MYINTRESS_MODE": "demo", "MYINTRESS_DATA_DIR": directory}


class Data:
    """DATA_DIR and DATABASE of a server. With BENCH_DATA they are kept for the next run."""

    def __init__(self, engine, work):
        self.engine = engine
        # Those for pages: eight of each web process, two per core in the one of SQLite.
        cores = os.cpu_count()
        self.workers = 8 * cores if engine == "postgres" else min(8, 2 * cores)
        self.dir = os.path.join(os.environ.get("BENCH_DATA", work), engine)
        self.database = "sqlite:%s/myintress.db" % self.dir
        self.pg = None
        if engine == "postgres":
            self.start_postgres()
        if not os.path.exists(self.dir + "/numbers"):
            self.fill(work)
        self.read()

    def read(self):
        with open(self.dir + "/demo-accounts.csv") as f:
            self.accounts = list(csv.DictReader(f))
        with open(self.dir + "/numbers") as f:
            self.drafts = f.read().split()

    def start_postgres(self):
        """The test server's directory is its owner's, so it stands apart."""
        kept = os.environ.get("BENCH_DATA")
        self.pg = os.path.join(kept and os.path.abspath(kept) or tempfile.gettempdir(),
                               "myintress-bench-pg" + ("" if kept else "-%d" % os.getpid()))
        self.database = "postgresql:///bench?host=%s&user=postgres" % self.pg
        if not os.path.exists(self.pg):
            run("test/postgres", "start", self.pg)
            if not kept:
                atexit.register(run, "test/postgres", "stop", self.pg)
            self.psql("-c", "CREATE DATABASE bench", database="postgres")

    def psql(self, *arguments, database="bench", **more):
        return run("psql", "-qAtv", "ON_ERROR_STOP=1", "-h", self.pg, "-U", "postgres", database,
                   *arguments, **more)

    def environment(self, listen="127.0.0.1:0"):
        return {**demo_environment(self.dir), "MYINTRESS_DATABASE": self.database,
                "MYINTRESS_LISTEN": listen}

    def fill(self, work):
        if self.pg:
            self.copy_rows(Data("sqlite", work))
            return
        say("making %d satker and %d requests …" % (SATKER, REQUESTS))
        os.makedirs(self.dir, mode=0o700, exist_ok=True)
        env = self.environment()
        run(PROGRAM, "demo", "--satker", str(SATKER), env=env)
        with open(self.dir + "/numbers", "w"):
            self.read()
        maker = self.account("CSO", OTHER_OFFICE)
        numbers = run(TOOLS + "/seed", OFFICE, str(WAITING), str(REQUESTS), maker["nik"],
                      str(DRAFTS), env=env)
        with open(self.dir + "/numbers", "w") as f:
            f.write(numbers)

    def copy_rows(self, source):
        """The same rows, keys and files: so both engines serve the same pages."""
        say("copying them into PostgreSQL …")
        shutil.copytree(source.dir, self.dir, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("myintress.db*", "numbers"))
        run(PROGRAM, "migrate", env=self.environment())
        rows = subprocess.Popen(["psql", "-qv", "ON_ERROR_STOP=1", "-h", self.pg, "-U", "postgres",
                                 "bench"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        write_copy(sqlite3.connect(source.database[len("sqlite:"):]), rows.stdin)
        rows.stdin.close()
        if rows.wait():
            raise SystemExit("the rows could not be copied")
        shutil.copy(source.dir + "/numbers", self.dir)

    def account(self, role, unit=None):
        return next(a for a in self.accounts
                    if a["peran"] == role and unit in (None, a["kode_unit"]))

    def copy(self, work):
        """SQLite alone: the same data to be spoilt."""
        other = object.__new__(Data)
        other.__dict__ = dict(self.__dict__)
        other.dir = tempfile.mkdtemp(dir=work)
        other.database = "sqlite:%s/myintress.db" % other.dir
        shutil.copytree(self.dir, other.dir, dirs_exist_ok=True)
        return other


# ---- from SQLite into PostgreSQL ---------------------------------------------

ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copied(value):
    """As COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, int):
        return str(value)
    return value.translate(ESCAPES)


def write_copy(source, out):
    # Not the words of the search: each engine keeps those in its own way.
    tables = dict(source.execute("SELECT s.name, s.sql FROM sqlite_schema s"
                                 " JOIN pragma_table_list l ON l.name = s.name AND l.type = 'table'"
                                 " WHERE s.name NOT LIKE 'sqlite_%'"))

    def say_sql(text):
        out.write((text + "\n").encode())

    # No triggers and no foreign keys: the rows are as the other database let them in.
    say_sql("SET session_replication_role = replica; TRUNCATE %s;" % ", ".join(tables))
    for table in tables:
        columns = [c[1] for c in source.execute("PRAGMA table_info(%s)" % table)]
        listed = ", ".join(columns)
        say_sql("COPY %s (%s) FROM STDIN;" % (table, listed))
        for row in source.execute("SELECT %s FROM %s" % (listed, table)):
            out.write(("\t".join(map(copied, row)) + "\n").encode())
        say_sql("\\.")
        if "AUTOINCREMENT" in tables[table]:
            say_sql("SELECT setval(pg_get_serial_sequence('%s', 'id'), max(id)) FROM %s;" % (
                table, table))
    say_sql("VACUUM ANALYZE;")
