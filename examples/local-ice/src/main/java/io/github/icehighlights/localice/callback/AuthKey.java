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
package io.github.icehighlights.localice.callback;

/**
 * What a key for the signature of callbacks has to be.
 */
public final class AuthKey {

    private static final int MAX_CHARACTERS = 32;

    private AuthKey() {}

    /**
     * Returns the key if it is one.
     *
     * @throws IllegalArgumentException if it breaks the documented rule; the text does not repeat the key
     */
    public static String check(String key) {
        boolean mixed = key.chars().anyMatch(Character::isUpperCase)
                && key.chars().anyMatch(Character::isLowerCase)
                && key.chars().anyMatch(Character::isDigit);
        if (key.length() > MAX_CHARACTERS || !mixed) {
            throw new IllegalArgumentException(
                    "it has to have an upper-case letter, a lower-case letter and a digit, and" + " at most "
                            + MAX_CHARACTERS + " characters");
        }
        return key;
    }
}
