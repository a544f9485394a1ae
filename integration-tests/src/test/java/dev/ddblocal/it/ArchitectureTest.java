package dev.ddblocal.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Authorizer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules and packages, as CONTRIBUTING.md draws them. */
class ArchitectureTest {
  private static final String DOMAIN = "dev.ddblocal.domain..";
  private static final String APP = "dev.ddblocal.app..";
  private static final String ADAPTER_AUTH = "dev.ddblocal.auth..";
  private static final String ADAPTER_HTTP = "dev.ddblocal.http..";
  private static final String ADAPTER_SQLITE = "dev.ddblocal.storage.sqlite..";

  private static JavaClasses production;

  @BeforeAll
  static void import_the_classes_of_all_modules_but_their_tests() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.ddblocal");
  }

  @Test
  void every_class_lives_in_a_known_module() {
    classes()
        .should()
        .resideInAnyPackage(DOMAIN, ADAPTER_AUTH, ADAPTER_HTTP, ADAPTER_SQLITE, APP)
        .check(production);
  }

  @Test
  void the_domain_knows_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(DOMAIN, "java..", "javax.crypto..")
        .check(production);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.sql..", "java.net.http..", "java.util.logging.."})
  void the_domain_is_free_of_databases_http_and_logging(String forbidden) {
    noClasses()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(forbidden)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .check(production);
  }

  @ParameterizedTest
  @ValueSource(strings = {ADAPTER_AUTH, ADAPTER_HTTP, ADAPTER_SQLITE})
  void an_adapter_sees_the_domain_and_no_other_module(String adapter) {
    noClasses()
        .that()
        .resideInAPackage(adapter)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.ddblocal..").and(not(resideInAnyPackage(adapter, DOMAIN))))
        .check(production);
  }

  @ParameterizedTest
  @CsvSource({
    "java.sql..,           dev.ddblocal.storage.sqlite..",
    "org.sqlite..,         dev.ddblocal.storage.sqlite..",
    "io.agroal..,          dev.ddblocal.storage.sqlite..",
    "io.vertx.ext.web..,   dev.ddblocal.http..",
    "picocli..,            dev.ddblocal.app..",
  })
  void a_library_stays_in_the_module_that_chose_it(String library, String module) {
    noClasses()
        .that()
        .resideOutsideOfPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(production);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching("dev.ddblocal.(**)").should().beFreeOfCycles().check(production);
  }

  @Test
  void only_authorizers_and_the_application_mint_account_scopes() {
    noClasses()
        .that(not(assignableTo(Authorizer.class)).and(not(resideInAnyPackage(APP))))
        .should()
        .accessTargetWhere(
            JavaAccess.Predicates.target(owner(assignableTo(AccountScope.class)))
                .and(JavaAccess.Predicates.target(name("mint"))))
        .check(production);
  }

  @Test
  void account_scopes_have_no_other_factory() {
    JavaClass scope = production.get(AccountScope.class);
    classes()
        .that(assignableTo(AccountScope.class))
        .should()
        .haveOnlyPrivateConstructors()
        .check(production);
    assertEquals(
        List.of("mint"),
        scope.getMethods().stream()
            .filter(method -> method.getRawReturnType().equals(scope))
            .map(JavaMethod::getName)
            .toList());
  }
}
