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
package io.github.icehighlights.quickstart.page;

import java.util.List;

import io.github.icehighlights.camel.model.Highlights;

/**
 * A source and what was made of it.
 *
 * @param file the source's path below the page's folder
 * @param jobs what became of its jobs, in the order in which they ended
 */
record SourceHighlights(String file, List<Highlights> jobs) {}
