package dev.heal.chaos.app;

/**
 * Where the application's servers are.
 *
 * @param jdbcUrl the PostgreSQL database, with user and password
 * @param redisUri the Redis server
 * @param qdrantPort the gRPC port of the vector server on the loopback interface
 */
record Servers(String jdbcUrl, String redisUri, int qdrantPort) {

    static final String QDRANT_HOST = "127.0.0.1";
}
