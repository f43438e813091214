package dev.claimsverdict.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What kind of network an address belongs to, to guard against URLs that would make the function call its own network
 * (SSRF). Based on IANA's registries of special-purpose addresses (RFC 6890) and the metadata services of clouds.
 */
public enum AddressKind {
    /** A public Internet address. */
    PUBLIC,
    /** A private network: RFC 1918, shared address space (RFC 6598), unique local (RFC 4193). */
    PRIVATE,
    /** This machine. */
    LOOPBACK,
    /** Never allowed: link-local (including metadata services), multicast, reserved, documentation, tunnels. */
    FORBIDDEN;

    private record Prefix(byte[] address, int bits, AddressKind kind) {

        static Prefix of(String cidr, AddressKind kind) {
            String[] parts = cidr.split("/");
            return new Prefix(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]), kind);
        }

        boolean matches(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int bytes = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(address, 0, bytes, other, 0, bytes)
                    && (rest == 0 || (address[bytes] ^ other[bytes]) >> Byte.SIZE - rest == 0);
        }
    }

    private static final Prefix NAT64 = Prefix.of("64:ff9b::/96", FORBIDDEN);

    /** The first match decides. */
    private static final List<Prefix> TABLE = List.of(
            Prefix.of("127.0.0.0/8", LOOPBACK),
            Prefix.of("10.0.0.0/8", PRIVATE),
            Prefix.of("100.64.0.0/10", PRIVATE),
            Prefix.of("172.16.0.0/12", PRIVATE),
            Prefix.of("192.168.0.0/16", PRIVATE),
            Prefix.of("0.0.0.0/8", FORBIDDEN), // this network, and "any address"
            Prefix.of("169.254.0.0/16", FORBIDDEN), // link-local: metadata and credentials of AWS and others
            Prefix.of("192.0.0.0/24", FORBIDDEN), // protocol assignments, and a metadata service
            Prefix.of("192.0.2.0/24", FORBIDDEN), // documentation
            Prefix.of("192.88.99.0/24", FORBIDDEN), // 6to4 relays
            Prefix.of("198.18.0.0/15", FORBIDDEN), // benchmarks
            Prefix.of("198.51.100.0/24", FORBIDDEN), // documentation
            Prefix.of("203.0.113.0/24", FORBIDDEN), // documentation
            Prefix.of("224.0.0.0/4", FORBIDDEN), // multicast
            Prefix.of("240.0.0.0/4", FORBIDDEN), // reserved, and broadcast
            Prefix.of("0.0.0.0/0", PUBLIC),
            Prefix.of("::1/128", LOOPBACK),
            Prefix.of("fd00:ec2::/32", FORBIDDEN), // AWS: metadata, credentials, time, names
            Prefix.of("fc00::/7", PRIVATE),
            Prefix.of("2001::/23", FORBIDDEN), // protocol assignments: Teredo, benchmarks, ORCHID
            Prefix.of("2001:db8::/32", FORBIDDEN), // documentation
            Prefix.of("2002::/16", FORBIDDEN), // 6to4, which has an IPv4 address in it
            Prefix.of("3fff::/20", FORBIDDEN), // documentation
            Prefix.of("2000::/3", PUBLIC), // allocated global unicast addresses
            Prefix.of(
                    "::/0", FORBIDDEN)); // IPv4-mapped and IPv4-compatible, link-local, site-local, multicast, the rest

    /**
     * The kind of an address. If a NAT64 gateway would translate it to an IPv4 address (RFC 6052), that address
     * decides.
     */
    public static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.matches(bytes)) {
            return kind(Arrays.copyOfRange(bytes, 12, 16)) == PUBLIC ? PUBLIC : FORBIDDEN;
        }
        return kind(bytes);
    }

    private static AddressKind kind(byte[] address) {
        return TABLE.stream()
                .filter(prefix -> prefix.matches(address))
                .findFirst()
                .orElseThrow()
                .kind();
    }
}
