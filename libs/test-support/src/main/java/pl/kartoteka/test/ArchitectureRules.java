package pl.kartoteka.test;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules every service keeps, checked on its main classes. A service's {@code ArchitectureTest} is one line:
 * {@code ArchitectureRules.verify(ClientServiceApplication.class)}.
 */
public final class ArchitectureRules {
    private static final String BANNED_NAME = "([^.$]*(Impl|Utils?|Helper|Manager|Service)|(Abstract|Base|Common)\\p{Lu}[^.$]*)";

    private ArchitectureRules() {}

    /** Checks everything in the package of this class and below, and reports every broken rule at once. */
    public static void verify(Class<?> inRootPackage) {
        var root = inRootPackage.getPackageName();
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        var broken = new SoftAssertions();
        for (var rule : rules(root)) {
            broken.assertThatCode(() -> rule.allowEmptyShould(true).check(classes)).doesNotThrowAnyException();
        }
        broken.assertAll();
    }

    static List<ArchRule> rules(String root) {
        return List.of(
                onlyListenersWait(),
                nobodySubscribes(),
                namesSayWhatThingsAre(),
                featuresHaveNoCycles(root),
                recordsKnowNoSpring(),
                controllersKnowNoRepositories(),
                eventsLeaveThroughTheOutbox(),
                nullsAreDeclared(),
                featuresShowOnlyWhatOthersUse(root));
    }

    private static ArchRule onlyListenersWait() {
        return noClasses().that().haveSimpleNameNotEndingWith("Listener").and(areNotInside("Listener"))
                .should().callMethodWhere(reactorCall(
                        "waits", "block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream",
                        "toFuture"))
                .because("a thread that waits serves nobody else; only a …Listener has a thread of its own");
    }

    private static ArchRule nobodySubscribes() {
        return noClasses().should().callMethodWhere(reactorCall("subscribes", "subscribe"))
                .because("schedules, listeners and the web server subscribe for us");
    }

    private static ArchRule namesSayWhatThingsAre() {
        return noClasses().should().haveNameMatching("(.*[.$])?" + BANNED_NAME)
                .because("Impl, Util, Helper, Manager, Abstract, Base, Common and Service say nothing about a thing");
    }

    private static ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule recordsKnowNoSpring() {
        var mapping = resideInAnyPackage(
                "org.springframework.data.annotation..",
                "org.springframework.data.relational.core.mapping..",
                "org.springframework.boot.context.properties..",
                "org.springframework.util.unit..");
        return noClasses().that().areRecords()
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework..").and(DescribedPredicate.not(mapping)))
                .because("values are plain Java; annotations of a mapping are only metadata");
    }

    private static ArchRule controllersKnowNoRepositories() {
        return noClasses().that().haveSimpleNameEndingWith("Controller")
                .should().dependOnClassesThat().haveSimpleNameEndingWith("Repository")
                .because("a use case stands between the door and the storage");
    }

    private static ArchRule eventsLeaveThroughTheOutbox() {
        return noClasses().that().resideOutsideOfPackage("pl.kartoteka.reliable..")
                .should().dependOnClassesThat().haveNameMatching(
                        "org\\.springframework\\.kafka\\.core\\.Kafka(Template|Operations)"
                                + "|org\\.apache\\.kafka\\.clients\\.producer\\..*")
                .because("an event goes out only with the change that caused it, through the outbox");
    }

    private static ArchRule nullsAreDeclared() {
        return classes().should(new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, "package " + type.getPackageName() + " has no @NullMarked package-info.java"));
                }
            }
        });
    }

    private static ArchRule featuresShowOnlyWhatOthersUse(String root) {
        var isShown = describe("are public and top-level in a feature",
                (JavaClass type) -> type.isTopLevelClass() && type.getModifiers().contains(
                        JavaModifier.PUBLIC) && !type.getPackageName().equals(root)
                        && !type.getSimpleName().equals("package-info"));
        return classes().that(isShown).should(new ArchCondition<>("be used by another feature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var isUsedElsewhere = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                if (!isUsedElsewhere) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is public, and no other feature uses it"));
                }
            }
        });
    }

    private static DescribedPredicate<JavaMethodCall> reactorCall(String description, String... methods) {
        return describe(description, call -> Set.of(methods).contains(call.getName())
                && call.getTargetOwner().isAssignableTo("org.reactivestreams.Publisher"));
    }

    private static DescribedPredicate<JavaClass> areNotInside(String suffix) {
        return describe("are not inside a …" + suffix, type -> type.getEnclosingClass()
                .map(outer -> !outer.getSimpleName().endsWith(suffix)).orElse(true));
    }
}
