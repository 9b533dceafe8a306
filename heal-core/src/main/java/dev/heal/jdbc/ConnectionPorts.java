package dev.heal.jdbc;

import dev.heal.time.Ticker;

/**
 * What the connections of one data source share.
 *
 * @param ticker tells when calls begin and end
 * @param watch is told what they tell; what it throws stays here
 * @param evictor gets those that must not be used again
 */
record ConnectionPorts(Ticker ticker, StatementWatch watch, Evictor evictor) {

    ConnectionPorts {
        watch = new ProtectedWatch(watch);
    }
}
