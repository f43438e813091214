package dev.claimsverdict.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Gives the addresses of a host. Asked once for each fetch; connected is to what it answered then and to nothing else. */
@FunctionalInterface
public interface Resolver {

    /** The system's resolver. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** The addresses, the preferred one first. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
