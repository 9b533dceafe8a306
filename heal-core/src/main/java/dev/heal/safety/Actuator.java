package dev.heal.safety;

/**
 * Carries a change out, and back. The gate calls it for one change of a resource at a time, outside its locks; a change is
 * taken back by the same call with the values swapped.
 */
@FunctionalInterface
public interface Actuator {

    /**
     * Sets a value if it still is what the proposal saw: a compare-and-set.
     *
     * @param expected the value that was seen, as in the proposal
     * @param next the value to set: the proposed one, or a smaller step towards it
     * @return false if the value is another one by now; nothing was changed then
     * @throws Exception if it could not be done; nothing may be changed then
     */
    boolean compareAndSet(String expected, String next) throws Exception;

    /**
     * Whether it may wait for a disk, a network or a lock. Such an actuator runs on the io executor; all of
     * {@link ActionClass#REACH_OUT} do.
     *
     * @return false unless overridden: it ends within a millisecond
     */
    default boolean blocks() {
        return false;
    }
}
