package hie.mllp.client;

import java.time.Duration;

/**
 * How long to wait while reading a frame; zero means for ever.
 *
 * @param frameStart until a frame begins, counted from the start of the wait; stray bytes do not prolong it
 * @param frame from a frame's start byte until its end
 * @param idle without any byte at all, within a frame or between; stray bytes do prolong it
 */
public record ReadTimeouts(Duration frameStart, Duration frame, Duration idle) {

    public ReadTimeouts {
        if (frameStart.isNegative() || frame.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException(
                    "timeouts must not be negative: " + frameStart + ", " + frame + ", " + idle);
        }
    }
}
