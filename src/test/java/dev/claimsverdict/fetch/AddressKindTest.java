package dev.claimsverdict.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Addresses that nothing is fetched from")
class AddressKindTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        // both ends of each block, and their neighbours
        "0.0.0.0, FORBIDDEN",
        "0.255.255.255, FORBIDDEN",
        "1.0.0.0, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, PRIVATE",
        "100.100.100.200, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "126.255.255.255, PUBLIC",
        "127.0.0.0, LOOPBACK",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "128.0.0.0, PUBLIC",
        "169.253.255.255, PUBLIC",
        "169.254.0.0, FORBIDDEN",
        "169.254.169.254, FORBIDDEN",
        "169.254.170.2, FORBIDDEN",
        "169.254.255.255, FORBIDDEN",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "191.255.255.255, PUBLIC",
        "192.0.0.0, FORBIDDEN",
        "192.0.0.192, FORBIDDEN",
        "192.0.0.255, FORBIDDEN",
        "192.0.1.0, PUBLIC",
        "192.0.2.1, FORBIDDEN",
        "192.0.3.0, PUBLIC",
        "192.88.99.1, FORBIDDEN",
        "192.167.255.255, PUBLIC",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "192.169.0.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, FORBIDDEN",
        "198.19.255.255, FORBIDDEN",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, FORBIDDEN",
        "203.0.113.7, FORBIDDEN",
        "223.255.255.255, PUBLIC",
        "224.0.0.0, FORBIDDEN",
        "239.255.255.255, FORBIDDEN",
        "240.0.0.0, FORBIDDEN",
        "255.255.255.255, FORBIDDEN",
        // IPv6
        "::, FORBIDDEN",
        "::1, LOOPBACK",
        "::2, FORBIDDEN",
        "::127.0.0.1, FORBIDDEN",
        "::8.8.8.8, FORBIDDEN",
        "64:ff9b::7f00:1, FORBIDDEN",
        "64:ff9b::a9fe:a9fe, FORBIDDEN",
        "64:ff9b::a00:1, FORBIDDEN",
        "64:ff9b::808:808, PUBLIC",
        "64:ff9b:1::808:808, FORBIDDEN",
        "100::1, FORBIDDEN",
        "1fff:ffff::1, FORBIDDEN",
        "2001::1, FORBIDDEN",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, FORBIDDEN",
        "2001:2::1, FORBIDDEN",
        "2001:1ff:ffff::1, FORBIDDEN",
        "2001:200::1, PUBLIC",
        "2001:db8::1, FORBIDDEN",
        "2001:db9::1, PUBLIC",
        "2002:7f00:1::1, FORBIDDEN",
        "2002:808:808::1, FORBIDDEN",
        "2600:1f18::1, PUBLIC",
        "2a00:1450:4001::1, PUBLIC",
        "3ffe:ffff::1, PUBLIC",
        "3fff::1, FORBIDDEN",
        "3fff:fff:ffff::1, FORBIDDEN",
        "3fff:1000::1, PUBLIC",
        "4000::1, FORBIDDEN",
        "5f00::1, FORBIDDEN",
        "fbff::1, FORBIDDEN",
        "fc00::1, PRIVATE",
        "fd00:ec1::1, PRIVATE",
        "fd00:ec2::254, FORBIDDEN",
        "fd00:ec2::23, FORBIDDEN",
        "fdff:ffff::1, PRIVATE",
        "fe80::1, FORBIDDEN",
        "febf::1, FORBIDDEN",
        "fec0::1, FORBIDDEN",
        "ff02::1, FORBIDDEN"
    })
    @DisplayName("what may be behind it")
    void kinds(String address, AddressKind kind) {
        assertEquals(kind, AddressKind.of(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest(name = "::ffff:{0}: {1}")
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "10.0.0.1, PRIVATE",
        "169.254.169.254, FORBIDDEN",
        "0.0.0.0, FORBIDDEN",
        "8.8.8.8, PUBLIC"
    })
    @DisplayName("an IPv4-mapped IPv6 address is the IPv4 address that Java makes of it")
    void mapped(String address, AddressKind kind) {
        assertEquals(kind, AddressKind.of(InetAddress.ofLiteral("::ffff:" + address)));
    }

    @Test
    @DisplayName("an IPv4-mapped address that a resolver held back as IPv6 is refused")
    void mappedAsSixteenBytes() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        bytes[12] = 127;
        bytes[15] = 1;
        assertEquals(AddressKind.FORBIDDEN, AddressKind.of(Inet6Address.getByAddress("", bytes, 0)));
    }
}
