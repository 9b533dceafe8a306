package dev.heal.chaos.app;

import java.net.URI;

/**
 * Where the application's servers are.
 *
 * @param jdbcUrl the PostgreSQL database, with user and password
 * @param redisUri the Redis server
 * @param qdrantPort the gRPC port of the vector server on the loopback interface
 * @param site the root of the site that is crawled, ending in a slash
 */
record Servers(String jdbcUrl, String redisUri, int qdrantPort, URI site) {

    static final String QDRANT_HOST = "127.0.0.1";
}
