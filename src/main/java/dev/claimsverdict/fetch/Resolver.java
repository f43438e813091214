package dev.claimsverdict.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host's addresses. Called once for each fetch, which then connects only to these addresses. */
@FunctionalInterface
public interface Resolver {

    /** The system's resolver. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** The addresses, the preferred one first. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
