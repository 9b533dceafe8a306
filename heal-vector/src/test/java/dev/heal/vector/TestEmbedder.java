package dev.heal.vector;

/** Points a text's vector at its first letter: "a..." is (1, 0), "z..." is (0, 1). */
record TestEmbedder(String modelId, int dimensions) implements Embedder {

    TestEmbedder() {
        this("test-1", 2);
    }

    @Override
    public float[] embed(String text) {
        double angle = (text.charAt(0) - 'a') / 25.0 * Math.PI / 2;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
}
