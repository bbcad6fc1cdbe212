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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rows that become due, soonest first. Only those that are due within the second that is asked for are kept in order; what
 * comes later lies by seconds, so that a claim costs the same whether a thousand rows are to come or a million. While a
 * row is in here, its time must not change.
 */
final class DueRows {

    private final View view;
    private final NavigableSet<MemoryRow> near;
    private final NavigableMap<Long, Second> far = new TreeMap<>();

    /** Rows up to this second are near, later ones far. */
    private long nearUntil = Long.MIN_VALUE;

    /** What is to be done with a row, seen from those who do it: a row can be due for two of them. */
    interface View {

        /** When the row is due, in {@link Nanos}. */
        long due(MemoryRow row);

        /** The row's place among those of its second. */
        int place(MemoryRow row);

        void place(MemoryRow row, int place);
    }

    DueRows(View view) {
        this.view = view;
        this.near =
                new TreeSet<>(Comparator.<MemoryRow>comparingLong(view::due).thenComparingLong(row -> row.sequence));
    }

    void add(MemoryRow row) {
        long second = second(row);
        if (second <= nearUntil) {
            near.add(row);
        } else {
            far.computeIfAbsent(second, s -> new Second()).add(row);
        }
    }

    void remove(MemoryRow row) {
        long second = second(row);
        if (second <= nearUntil) {
            near.remove(row);
        } else {
            far.computeIfPresent(second, (s, rows) -> rows.remove(row) ? null : rows);
        }
    }

    boolean isEmpty() {
        return near.isEmpty() && far.isEmpty();
    }

    /** Those that are due, soonest first. */
    List<MemoryRow> first(long until, int max) {
        while (near.size() < max && !far.isEmpty() && far.firstKey() <= Nanos.second(until)) {
            Map.Entry<Long, Second> next = far.pollFirstEntry();
            nearUntil = next.getKey();
            next.getValue().stream().forEach(near::add);
        }
        return near.stream().takeWhile(row -> view.due(row) <= until).limit(max).toList();
    }

    /** All rows, in no order. */
    Stream<MemoryRow> stream() {
        return Stream.concat(near.stream(), far.values().stream().flatMap(Second::stream));
    }

    private long second(MemoryRow row) {
        return Nanos.second(view.due(row));
    }

    /** Rows that are due in the same second, in no order. Each knows its place. */
    private final class Second {

        private MemoryRow[] rows = new MemoryRow[2];
        private int size;

        void add(MemoryRow row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size + (size >> 1) + 1);
            }
            view.place(row, size);
            rows[size++] = row;
        }

        /** True when none is left. */
        boolean remove(MemoryRow row) {
            MemoryRow last = rows[--size];
            int place = view.place(row);
            rows[size] = null;
            if (last != row) {
                rows[place] = last;
                view.place(last, place);
            }
            return size == 0;
        }

        Stream<MemoryRow> stream() {
            return Arrays.stream(rows, 0, size);
        }
    }
}
