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
package io.github.icehighlights.camel;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The two rules of the architecture: arrows go one way, and only the outermost rooms know Camel. */
@AnalyzeClasses(packages = "io.github.icehighlights.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.icehighlights.camel";

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("request")
            .definedBy(ROOT + ".request")
            .layer("tracking")
            .definedBy(ROOT + ".tracking")
            .layer("callback")
            .definedBy(ROOT + ".callback")
            .layer("observe")
            .definedBy(ROOT + ".observe")
            .layer("store")
            .definedBy(ROOT + ".store")
            .layer("ice")
            .definedBy(ROOT + ".ice")
            .layer("model")
            .definedBy(ROOT + ".model")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("request")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("tracking")
            .mayOnlyBeAccessedByLayers("root", "callback", "observe")
            .whereLayer("callback")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("root", "tracking", "observe")
            .whereLayer("ice")
            .mayOnlyBeAccessedByLayers("root", "request", "tracking", "callback", "observe")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("root", "request", "tracking", "observe", "store", "ice");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NO_CAMEL = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".request", ROOT + ".tracking", ROOT + ".store", ROOT + ".ice", ROOT + ".model")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule ONLY_ICE_KNOWS_THE_SDK = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".request", ROOT + ".tracking", ROOT + ".store", ROOT + ".model", ROOT + ".observe")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.aliyun..");

    @ArchTest
    static final ArchRule NO_CLASS_OF_THE_STAND_IN =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.github.icehighlights.localice..");
}
