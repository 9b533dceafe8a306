package dev.heal.vector;

import io.grpc.Status;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;

/** What servers answer to updates. */
final class Updates {

    private Updates() {}

    /**
     * Whether an update was done.
     *
     * @return true
     * @throws io.grpc.StatusRuntimeException ABORTED, if the server says that it may become visible later, or never
     */
    static boolean isDone(String collection, UpdateResult result) {
        if (result.getStatus() == UpdateStatus.Completed || result.getStatus() == UpdateStatus.Acknowledged) {
            return true;
        }
        throw Status.ABORTED
                .withDescription("collection '" + collection + "': the update ended as " + result.getStatus())
                .asRuntimeException();
    }
}
