package dev.heal.trials.sim;

/** Who waits for a request. It may have given up: the backend does not know. */
interface Reply {

    void answered();

    void failed(Exception why);
}
