"""Which machines Fermata may ask for somebody's calendar. Pure: an address in, yes or no out."""

import ipaddress

IPv6 = ipaddress.IPv6Address
INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip
"""Beside what `is_global` knows: older Pythons disagree about some of these."""
NAT64, SIX_TO_FOUR = ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16")


def is_public(address: str) -> bool:
    """Whether the whole world may reach it. What wraps an IPv4 address is judged by what it wraps."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6) and (wrapped := _wrapped(found)):
        return is_public(str(wrapped))
    if "%" in address or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return found.is_global and not any(found in network for network in INSIDE if network.version == found.version)


def _wrapped(found: IPv6) -> ipaddress.IPv4Address | None:
    if found.ipv4_mapped:
        return found.ipv4_mapped
    if found in NAT64 or (int(found) < 2**32 and int(found) > 1):
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.sixtofour if found in SIX_TO_FOUR else None
