package hie.engine.hl7;

import java.util.List;

/**
 * A single place in a message, to be written to.
 *
 * @param occurrences of the groups, from 1
 * @param occurrence of the segment in its group, or in the message, from 1
 * @param isAnywhere whether the segment counts wherever it lies
 * @param field 0 for the whole segment
 * @param repetition from 1; 0 for the field with all its repetitions
 * @param component 0 for the whole repetition
 * @param subcomponent 0 for the whole component
 */
record PathSpot(
        List<String> groups,
        int[] occurrences,
        String segment,
        int occurrence,
        boolean isAnywhere,
        int field,
        int repetition,
        int component,
        int subcomponent) {}
