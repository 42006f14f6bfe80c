"""A mail server for the tests (aiosmtpd): writes what it takes into a folder, or refuses it as the folder says.

    python3 server.py FOLDER

Prints its port, then serves until its input ends. FOLDER/mode holds one word, read for every letter:
take, busy (451), unknown (550), reject (554 after the message), hang (no answer after the message), sender (550 to
MAIL FROM), drop (the connection is cut after the message).
"""

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP

FOLDER = sys.argv[1]


def mode():
    with open(os.path.join(FOLDER, "mode")) as file:
        return file.read().strip()


class Handler:
    taken = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if mode() == "sender":
            return f"550 5.7.1 {address} may not send"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode() == "unknown":
            return f"550 5.1.1 <{address}> is not known here"
        if mode() == "busy":
            return f"451 4.7.1 come back later for {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if mode() == "reject":
            return "554 5.6.0 not like this"
        if mode() == "hang":
            await asyncio.sleep(3600)
        if mode() == "drop":
            server.transport.abort()
            return "250 OK"
        Handler.taken += 1
        name = os.path.join(FOLDER, f"{Handler.taken:04}.eml")
        with open(name + ".part", "wb") as file:
            file.write(f"X-To: {', '.join(envelope.rcpt_tos)}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".part", name)
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname="mail.test", loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
