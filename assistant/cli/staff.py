"""`assistant staff`: the accounts that may use the pages of staff."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from assistant.cli.errors import fail
from assistant.settings import get_settings
from assistant.storage import Accounts, DatabaseError, open_database

Name = Annotated[str, typer.Argument(help="姓名或工号。")]


def register(app: typer.Typer) -> None:
    """Add `staff` with its subcommands."""
    staff = typer.Typer(help="工作人员账号:增加、列出、删除。", no_args_is_help=True)
    staff.command("add", help="增加账号,或给账号换密码。")(add)
    staff.command("list", help="列出账号。")(show)
    staff.command("remove", help="删除账号,已登录的立即失效。")(remove)
    app.add_typer(staff, name="staff")


def add(name: Name) -> None:
    """Ask for the password twice, or read it from standard input where nobody sits at the terminal."""
    if sys.stdin.isatty():
        password = getpass.getpass("密码(至少10个字符):")
        if getpass.getpass("再输一次:") != password:
            fail("两次输入的密码不一样,没有保存。")
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        _accounts().add(name, password)
    except ValueError as error:
        fail(str(error))
    print(f"已保存:{name}。登录页是 /staff/login。")


def show() -> None:
    """One name a line."""
    for name in _accounts().names():
        print(name)


def remove(name: Name) -> None:
    """Remove an account."""
    if not _accounts().remove(name):
        fail(f"没有这个账号:{name}")
    print(f"已删除:{name}")


def _accounts() -> Accounts:
    settings = get_settings()
    try:
        return Accounts(open_database(settings.database_url, settings.data))
    except DatabaseError as error:
        fail(str(error))
