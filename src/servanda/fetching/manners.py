"""How the program behaves towards servers, and what it lets them do: its name, its pace, its limits."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

__all__ = ["ROBOT", "Manners"]

ROBOT = "servanda"
"""The name by which robots.txt speaks of this program."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Times are in seconds, sizes in bytes.

    `contact` is an address of whoever runs the program, by mail or on the web, for those who run the server. Between two requests
    of one host lie `pause` seconds, or what its robots.txt asks for; who asks for more than `patience` is asked no more in this
    run. `connect` bounds the way to a server, `silence` the time without a byte, `whole` one exchange from end to end. `largest`
    bounds a page, both as it is carried and unpacked. `private` allows addresses that are not of the public net.
    """

    contact: str = ""
    pause: float = 1.0
    patience: float = 60.0
    connect: float = 10.0
    silence: float = 20.0
    whole: float = 120.0
    largest: int = 20_000_000
    redirects: int = 5
    private: bool = False

    @property
    def user_agent(self) -> str:
        """What the program calls itself.

        >>> Manners(contact="desk@office.example").user_agent.partition("/")[0]
        'Servanda'
        >>> Manners(contact="desk@office.example").user_agent.partition(" ")[2]
        '(reads what is said about agreements between states; +desk@office.example)'
        """
        try:
            number = version("servanda")
        except PackageNotFoundError:
            number = "0"
        plain = "".join(sign for sign in self.contact if sign.isascii() and sign.isprintable())[:200]
        contact = f"; +{plain}" if plain else ""
        return f"Servanda/{number} (reads what is said about agreements between states{contact})"
