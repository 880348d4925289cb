package org.eventextractor.job.write;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.eventextractor.job.write.format.LeafMapping;

/**
 * How rows of one schema become rows of another that is a {@linkplain SchemaUnion union} with it, or a projection of
 * one.
 *
 * @param leaves one for each leaf of the target, in its order
 */
record SchemaMapping(List<LeafMapping> leaves) {

    SchemaMapping {
        leaves = List.copyOf(leaves);
    }

    static SchemaMapping of(MessageType source, MessageType target) {
        List<ColumnDescriptor> sourceLeaves = source.getColumns();
        return new SchemaMapping(target.getColumns().stream()
                .map(leaf -> new Path(source, target, leaf.getPath()).mapping(sourceLeaves))
                .toList());
    }

    /** Goes down both schemas along a target leaf's path, as far as the source has it. */
    private static final class Path {

        private final String[] names;
        private final int[] levels;
        private int depth;
        private int sourceLevel;
        private int targetLevel;
        private int repetitionLevel;

        Path(GroupType source, GroupType target, String[] names) {
            this.names = names;
            levels = new int[names.length + 1];
            Type sourceField = source;
            Type targetField = target;
            while (depth < names.length && sourceField.asGroupType().containsField(names[depth])) {
                sourceField = sourceField.asGroupType().getType(names[depth]);
                targetField = targetField.asGroupType().getType(names[depth]);
                step(sourceField, targetField);
            }
        }

        /** A present field stands for the deepest level that its required descendants reach. */
        private void step(Type sourceField, Type targetField) {
            depth++;
            sourceLevel += sourceField.isRepetition(Repetition.REQUIRED) ? 0 : 1;
            targetLevel += targetField.isRepetition(Repetition.REQUIRED) ? 0 : 1;
            repetitionLevel += sourceField.isRepetition(Repetition.REPEATED) ? 1 : 0;
            levels[sourceLevel] = targetLevel;
        }

        LeafMapping mapping(List<ColumnDescriptor> sourceLeaves) {
            return new LeafMapping(
                    nearest(sourceLeaves),
                    depth < names.length,
                    Arrays.copyOf(levels, sourceLevel + 1),
                    repetitionLevel);
        }

        /** The leaf itself, or of those below the deepest common group the one with the fewest entries. */
        private int nearest(List<ColumnDescriptor> sourceLeaves) {
            return IntStream.range(0, sourceLeaves.size())
                    .filter(i -> isBelow(sourceLeaves.get(i).getPath()))
                    .boxed()
                    .min(Comparator.comparingInt(i -> sourceLeaves.get(i).getMaxRepetitionLevel()))
                    .orElseThrow();
        }

        private boolean isBelow(String[] path) {
            return path.length >= depth && Arrays.equals(path, 0, depth, names, 0, depth);
        }
    }
}
