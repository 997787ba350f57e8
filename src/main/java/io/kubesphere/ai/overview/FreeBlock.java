package io.kubesphere.ai.overview;

import java.util.List;

/**
 * What could start now on cards of one model, if nothing else did.
 *
 * @param model as the machines' label says; empty when they do not say
 * @param resource that jobs ask for
 * @param free cards that nobody holds, whether or not anything could use them
 * @param shapes for each number of cards per worker, how many workers fit; from few cards to many
 * @param largest the shape with the most cards together, of equal ones that with the most per worker; absent fits mean 0
 */
public record FreeBlock(String model, String resource, long free, List<Shape> shapes, Shape largest) {
    public FreeBlock {
        shapes = List.copyOf(shapes);
    }

    /** So many workers with so many cards each. */
    public record Shape(int cardsPerWorker, long workers) {
        public long cards() {
            return cardsPerWorker * workers;
        }
    }
}
