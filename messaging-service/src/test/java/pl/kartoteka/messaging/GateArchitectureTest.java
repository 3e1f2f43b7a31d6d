package pl.kartoteka.messaging;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import pl.kartoteka.messaging.channel.MessageChannel;
import pl.kartoteka.messaging.gate.ClearedMessage;
import pl.kartoteka.messaging.gate.ConsentGate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** There is no way to a provider around the gate. */
class GateArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("pl.kartoteka.messaging");

    @Test
    void nothingButTheGateClearsAMessage() {
        assertThat(SERVICE.get(ClearedMessage.class).getConstructors())
                .isNotEmpty()
                .noneMatch(GateArchitectureTest::isOpen);
        assertThat(SERVICE.get(ClearedMessage.class).getConstructors())
                .flatMap(JavaConstructor::getCallsOfSelf)
                .isNotEmpty()
                .allMatch(call -> call.getOriginOwner().isEquivalentTo(ConsentGate.class));
    }

    @Test
    void clearedMessageCannotBeCopiedOrExtended() {
        assertThat(SERVICE.get(ClearedMessage.class).getModifiers()).contains(JavaModifier.FINAL);
        assertThat(SERVICE.get(ClearedMessage.class).getMethods())
                .extracting(JavaMethod::getRawReturnType)
                .noneMatch(type -> type.isEquivalentTo(ClearedMessage.class));
    }

    @Test
    void channelsAcceptNothingElse() {
        assertThat(SERVICE.get(MessageChannel.class).getMethods())
                .filteredOn(method -> !method.getRawParameterTypes().isEmpty())
                .allSatisfy(method -> assertThat(method.getRawParameterTypes())
                        .singleElement()
                        .satisfies(type -> assertThat(type.isEquivalentTo(ClearedMessage.class)).isTrue()));
    }

    @Test
    void nothingButChannelsTalksToProviders() {
        noClasses().that().resideOutsideOfPackage("pl.kartoteka.messaging.channel")
                .should().dependOnClassesThat(resideInAPackage("jakarta.mail..")
                        .or(resideInAPackage("org.springframework.mail.."))
                        .or(resideInAPackage("org.eclipse.angus..")))
                .check(SERVICE);
        noClasses().that().resideOutsideOfPackages("pl.kartoteka.messaging.channel", "pl.kartoteka.messaging.gate")
                .should().dependOnClassesThat(resideInAPackage("org.springframework.web.reactive.function.client..")
                        .or(resideInAPackage("reactor.netty..")).or(resideInAPackage("java.net.http..")))
                .check(SERVICE);
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.net.HttpURLConnection").check(SERVICE);
    }

    @Test
    void nothingButTheDispatcherHandsMessagesToChannels() {
        classes().that().areAssignableTo(MessageChannel.class)
                .should().onlyBeAccessed()
                .byAnyPackage("pl.kartoteka.messaging.channel", "pl.kartoteka.messaging.dispatch")
                .check(SERVICE);
        assertThat(SERVICE.get(MessageChannel.class).getMethod("send", ClearedMessage.class).getCallsOfSelf())
                .isNotEmpty()
                .allMatch(call -> call.getOriginOwner().getName().equals("pl.kartoteka.messaging.dispatch.Dispatcher"));
    }

    private static boolean isOpen(JavaConstructor constructor) {
        return constructor.getModifiers().contains(JavaModifier.PUBLIC)
                || constructor.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
