"""A mail server that misbehaves by address. Prints its port; ends with its standard input.

smtp.py DIR [greet|login]   keeps letters as DIR/N.eml and what was said in DIR/said.
greet: says 554 instead of hello. login: wants a password over plain text.

The local part of the recipient, up to a dot, says what happens, "" being anything else:
  rcpt550  the recipient is refused with 550        data451  the letter is answered with 451
  hang     the letter is never answered             drop     the connection ends instead
  quit     QUIT is never answered                   gone     nothing is accepted after MAIL
  cut      the connection ends before the letter
"drop-once" and the like do so to the first letter for that address only. A sender "mail553@…"
is refused with 553.
"""
import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, directory):
        self.directory = directory
        self.count = 0
        self.lazy = False
        self.done = set()

    def mood(self, address):
        word, _, once = address.split("@")[0].split(".")[0].partition("-")
        return "" if once and address in self.done else word

    def say(self, words):
        with open(os.path.join(self.directory, "said"), "a", encoding="utf-8") as f:
            f.write(words + "\n")

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.lazy = False
        self.say("MAIL " + address)
        if address.startswith("mail553@"):
            return "553 5.7.1 sender not welcome"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = self.mood(address)
        self.say("RCPT " + address)
        if local.startswith("rcpt"):
            return local[4:7] + " 5.1.1 no such mailbox: \x1b[31m" + address
        if local == "gone":
            server.transport.abort()
        self.lazy = local == "quit"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = self.mood(envelope.rcpt_tos[0])
        self.done.add(envelope.rcpt_tos[0])
        if local.startswith("data"):
            return local[4:7] + " 4.3.2 not this letter"
        self.count += 1
        name = os.path.join(self.directory, f"{self.count}.eml")
        with open(name + ".part", "wb") as f:
            f.write(envelope.original_content)
        os.rename(name + ".part", name)
        if local == "hang":
            await asyncio.sleep(3600)
        if local == "drop":
            server.transport.abort()
        return "250 2.0.0 kept as " + str(self.count)

    async def handle_QUIT(self, server, session, envelope):
        self.say("QUIT")
        if self.lazy:
            await asyncio.sleep(3600)
        return "221 Bye"


class Door(SMTP):
    async def smtp_DATA(self, arg):
        keeper = self.event_handler
        for address in self.envelope.rcpt_tos[:1]:
            if keeper.mood(address) == "cut":
                keeper.done.add(address)
                await self.push("354 go on")
                self.transport.abort()
                return
        await super().smtp_DATA(arg)


async def refuse(reader, writer):
    writer.write(b"554 5.7.1 not from your address\r\n")
    await reader.read()
    writer.close()


async def main():
    keeper = Keeper(sys.argv[1])
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    loop = asyncio.get_running_loop()

    def login(server, session, envelope, mechanism, data):
        keeper.say("AUTH")
        return AuthResult(success=False)

    def session():
        if mode == "login":
            return Door(keeper, auth_require_tls=False, authenticator=login)
        return Door(keeper)

    if mode == "greet":
        door = await asyncio.start_server(refuse, "127.0.0.1", 0)
    else:
        door = await loop.create_server(session, "127.0.0.1", 0)
    loop.run_in_executor(None, lambda: (sys.stdin.read(), os._exit(0)))
    print(door.sockets[0].getsockname()[1], flush=True)
    await door.serve_forever()


asyncio.run(main())
