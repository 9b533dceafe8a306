package dev.heal.trials.sim;

/** One try of one call on its way: the first try is number 1. */
record Request(long call, int attempt, Reply reply) {}
