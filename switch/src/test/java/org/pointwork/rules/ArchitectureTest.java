package org.pointwork.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.text.SimpleDateFormat;
import java.util.Date;
import org.jpos.transaction.Context;
import org.jpos.transaction.TransactionParticipant;
import org.pointwork.txn.Step;

/** Who may know whom: the folders of the design, as rules that fail. */
@AnalyzeClasses(packages = "org.pointwork", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SWITCH = {
        "org.pointwork.acquirer..",
        "org.pointwork.link..",
        "org.pointwork.txn..",
        "org.pointwork.route..",
        "org.pointwork.registry..",
        "org.pointwork.journal..",
        "org.pointwork.saf..",
        "org.pointwork.events..",
        "org.pointwork.replica..",
        "org.pointwork.security..",
        "org.pointwork.ops..",
        "org.pointwork.node.."
    };

    @ArchTest
    static final ArchRule doors_know_no_other_part = isolated("acquirer", "link", "journal", "saf");

    @ArchTest
    static final ArchRule links_know_no_other_part = isolated("link", "acquirer", "journal", "saf");

    @ArchTest
    static final ArchRule the_journal_knows_no_other_part = isolated("journal", "acquirer", "link", "saf");

    @ArchTest
    static final ArchRule store_and_forward_knows_no_other_part = isolated("saf", "acquirer", "link", "journal");

    @ArchTest
    static final ArchRule routes_are_decided_from_the_model_alone = classes()
            .that()
            .resideInAPackage("org.pointwork.route..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.pointwork.route..", "org.pointwork.model..", "java..");

    @ArchTest
    static final ArchRule the_model_knows_nothing_else_of_ours = classes()
            .that()
            .resideInAPackage("org.pointwork.model..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAPackage("org.pointwork.model..").or(not(resideInAPackage("org.pointwork.."))));

    @ArchTest
    static final ArchRule the_hsm_port_knows_no_message = noClasses()
            .that()
            .resideInAPackage("org.pointwork.hsm..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.pointwork..").and(not(resideInAPackage("org.pointwork.hsm.."))));

    @ArchTest
    static final ArchRule native_calls_are_made_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.pointwork.hsm.pkcs11..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("sun.security.pkcs11..").or(belongToAnyOf(Linker.class, SymbolLookup.class)));

    @ArchTest
    static final ArchRule only_parts_of_the_node_know_that_the_hsm_is_pkcs11 = noClasses()
            .that(resideInAPackage("org.pointwork..")
                    .and(not(resideInAnyPackage(
                            "org.pointwork.hsm.pkcs11..",
                            "org.pointwork.node..",
                            "org.pointwork.sim..",
                            "org.pointwork.bench..",
                            "org.pointwork.demo.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pointwork.hsm.pkcs11..");

    @ArchTest
    static final ArchRule one_package_knows_the_sdk_of_aws = noClasses()
            .that()
            .resideOutsideOfPackages("org.pointwork.hsm.aws..", "org.pointwork.sim.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule steps_are_the_only_participants = classes()
            .that()
            .areAssignableTo(TransactionParticipant.class)
            .should()
            .beAssignableTo(Step.class);

    @ArchTest
    static final ArchRule nobody_looks_into_a_context_map =
            noClasses().should().dependOnClassesThat().areAssignableTo(Context.class);

    @ArchTest
    static final ArchRule nothing_is_printed_but_by_commands = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .resideOutsideOfPackages("org.pointwork.sim..", "org.pointwork.bench..", "org.pointwork.demo..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule no_stack_trace_is_printed = noClasses()
            .should()
            .callMethodWhere(target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class)))));

    @ArchTest
    static final ArchRule logs_go_through_slf4j =
            noClasses().that().haveSimpleNameNotContaining("Log").should(USE_JAVA_UTIL_LOGGING);

    @ArchTest
    static final ArchRule camel_routes_know_no_part_of_the_switch = noClasses()
            .that()
            .resideInAPackage("org.pointwork.routes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SWITCH);

    @ArchTest
    static final ArchRule the_switch_knows_no_simulator = noClasses()
            .that()
            .resideInAnyPackage(SWITCH)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pointwork.sim..");

    @ArchTest
    static final ArchRule simulators_know_no_part_of_the_switch = noClasses()
            .that()
            .resideInAPackage("org.pointwork.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SWITCH)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_is_java_time =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Date.class, SimpleDateFormat.class);

    private static ArchRule isolated(String part, String... others) {
        String[] forbidden = new String[others.length + 3];
        for (int i = 0; i < others.length; i++) {
            forbidden[i] = "org.pointwork." + others[i] + "..";
        }
        forbidden[others.length] = "org.pointwork.txn..";
        forbidden[others.length + 1] = "org.pointwork.node..";
        forbidden[others.length + 2] = "org.pointwork.ops..";
        return noClasses()
                .that()
                .resideInAPackage("org.pointwork." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden);
    }
}
