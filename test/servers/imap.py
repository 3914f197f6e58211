#!/usr/bin/python3
"""Dovecot for one mailbox, until standard input ends. Usage: imap.py DIR

Prints its port. Any name with the password "rahasia" reads DIR/Maildir; who writes a
file into DIR/Maildir/new has delivered a mail.
"""
import grp
import os
import pwd
import signal
import socket
import subprocess
import sys
import time

directory = os.path.abspath(sys.argv[1])
root = os.geteuid() == 0
user = "nobody" if root else pwd.getpwuid(os.geteuid()).pw_name
entry = pwd.getpwnam(user)

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]

for name in ("", "/Maildir", "/Maildir/new", "/Maildir/cur", "/Maildir/tmp", "/run", "/state"):
    os.makedirs(directory + name, exist_ok=True)
    if root and name.startswith("/Maildir"):
        os.chown(directory + name, entry.pw_uid, entry.pw_gid)
# The user of the mailbox passes through every directory above it.
above = directory
while root and above != "/":
    os.chmod(above, os.stat(above).st_mode | 0o111)
    above = os.path.dirname(above)

group = grp.getgrgid(entry.pw_gid).gr_name
with open(directory + "/dovecot.conf", "w", encoding="ascii") as conf:
    conf.write(f"""
base_dir = {directory}/run
state_dir = {directory}/state
log_path = {directory}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:{directory}/Maildir
first_valid_uid = 1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password=rahasia
}}
userdb {{
  driver = static
  args = uid={entry.pw_uid} gid={entry.pw_gid} home={directory}
}}
namespace inbox {{
  inbox = yes
}}
""")

server = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", directory + "/dovecot.conf"],
                          stdin=subprocess.DEVNULL)
for _ in range(200):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        break
    except OSError:
        time.sleep(0.05)
print(port, flush=True)
sys.stdin.read()
server.send_signal(signal.SIGTERM)
server.wait()
