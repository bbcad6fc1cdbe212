/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.icehighlights.camel.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Finds rows by something that they hold, at six to eleven bytes a row: a hash table of nothing but the rows, which are asked for the
 * hash and whether they are meant.
 */
final class RowIndex {

    private static final int SMALLEST = 16;

    private final ToIntFunction<MemoryRow> hash;
    private final BiPredicate<MemoryRow, MemoryRow> same;
    private MemoryRow[] table = new MemoryRow[SMALLEST];
    private int size;

    /** @param same whether two rows have the same of what is looked for */
    RowIndex(ToIntFunction<MemoryRow> hash, BiPredicate<MemoryRow, MemoryRow> same) {
        this.hash = hash;
        this.same = same;
    }

    /** The row with this hash that is meant, or null. */
    MemoryRow find(int wanted, Predicate<MemoryRow> isMeant) {
        for (int i = home(wanted); table[i] != null; i = next(i)) {
            if (hash.applyAsInt(table[i]) == wanted && isMeant.test(table[i])) {
                return table[i];
            }
        }
        return null;
    }

    /** Adds a row, in the place of one that has the same. */
    void put(MemoryRow row) {
        int wanted = hash.applyAsInt(row);
        int i = home(wanted);
        for (; table[i] != null; i = next(i)) {
            if (hash.applyAsInt(table[i]) == wanted && same.test(table[i], row)) {
                table[i] = row;
                return;
            }
        }
        table[i] = row;
        if (++size * 3L > table.length * 2L) {
            resize(table.length * 2);
        }
    }

    /** Removes this very row, if it is there. */
    void remove(MemoryRow row) {
        int i = home(hash.applyAsInt(row));
        while (table[i] != row) {
            if (table[i] == null) {
                return;
            }
            i = next(i);
        }
        close(i);
        size--;
        if (table.length > SMALLEST && size * 6L < table.length) {
            resize(table.length / 2);
        }
    }

    Stream<MemoryRow> stream() {
        return Arrays.stream(table).filter(Objects::nonNull);
    }

    /** A gap must not cut off those behind it that would have stood there. */
    private void close(int gap) {
        int free = gap;
        for (int i = next(gap); table[i] != null; i = next(i)) {
            int home = home(hash.applyAsInt(table[i]));
            boolean reachesOverGap = ((i - home) & (table.length - 1)) >= ((i - free) & (table.length - 1));
            if (reachesOverGap) {
                table[free] = table[i];
                free = i;
            }
        }
        table[free] = null;
    }

    private void resize(int length) {
        MemoryRow[] old = table;
        table = new MemoryRow[length];
        for (MemoryRow row : old) {
            if (row != null) {
                int i = home(hash.applyAsInt(row));
                while (table[i] != null) {
                    i = next(i);
                }
                table[i] = row;
            }
        }
    }

    /** The highest bits of the product: there every letter of a text counts. */
    private int home(int hashCode) {
        return hashCode * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    private int next(int i) {
        return i + 1 & table.length - 1;
    }
}
