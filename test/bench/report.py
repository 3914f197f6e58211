"""What was measured: said at the end of a run, and kept in a table of docs/performance.md.

BENCH_TABLE=FILE names the page; of its table a run replaces the rows that it measured.
"""
import os
import platform
import re
import statistics
import subprocess

from data import say

BEGIN, END = "<!-- figures: written by test/bench -->", "<!-- end of the figures -->"
HEAD = ["| figure | measured | mark | met | run, load before it |",
        "| --- | --- | --- | --- | --- |"]

verdicts = []
LOAD = os.getloadavg()[0]


def middle(values):
    return "%.2f [%.2f–%.2f]" % (statistics.median(values), min(values), max(values))


def verdict(what, value, bound, met):
    verdicts.append((what, value, bound, "yes" if met else "**no**"))


def told(what, value):
    """A figure without a mark."""
    verdicts.append((what, value, "–", "–"))


def machine():
    with open("/proc/cpuinfo") as f:
        model = re.search(r"^model name\s*: (.*)$", f.read(), re.M).group(1)
    with open("/proc/meminfo") as f:
        memory = int(f.read().split()[1]) / 1024 / 1024
    system = platform.freedesktop_os_release()
    compiler = subprocess.run(["gcc", "-dumpfullversion"], stdout=subprocess.PIPE, text=True)
    return "%d × %s, %.0f GiB, %s %s, Linux %s, gcc %s" % (
        os.cpu_count(), model, memory, system["NAME"], system.get("VERSION_ID", ""),
        platform.release(), compiler.stdout.strip())


def rows_of(table):
    """By figure, in their order."""
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return {line.split("|")[1].strip(): line for line in lines if line not in HEAD}


def write_table(path, command):
    with open(path) as f:
        before, rest = f.read().split(BEGIN)
    table, after = rest.split(END)
    rows = rows_of(table)
    for what, value, bound, met in verdicts:
        rows[what] = "| %s | %s | %s | %s | %s, %.1f |" % (what, value, bound, met, command, LOAD)
    with open(path, "w") as f:
        f.write("\n".join([before + BEGIN, machine() + ".", ""] + HEAD + list(rows.values()) +
                          [END + after]))


def report(command):
    say("")
    for what, value, bound, met in verdicts:
        say("%-6s %-72s %-22s %s" % (met.replace("*", ""), what, value, bound))
    if os.environ.get("BENCH_TABLE"):
        write_table(os.environ["BENCH_TABLE"], command)
