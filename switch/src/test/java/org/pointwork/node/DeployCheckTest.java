package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator may get wrong in {@code cfg/deploy}, and the sentence that says so. */
class DeployCheckTest extends CopiedCfg {
    @ParameterizedTest
    @CsvSource({
        "30_txnmgr_payments.xml, 'max-sessions',           'max-sesions',             max-sesions,  max-sessions",
        "10_journal.xml,         'logger=',                'loger=',                  loger,        logger",
        "31_txnmgr_reversals.xml,'<participant (.*)Identify(.*)/>', '<particpant $1Identify$2/>', particpant, participant",
    })
    void an_unknown_key_in_a_descriptor_stops_the_start(
            String file, String known, String typo, String unknown, String nearest) throws IOException {
        String text = Files.readString(cfg.resolve("deploy").resolve(file));
        String broken = text.replaceFirst(known, typo);
        Files.writeString(cfg.resolve("deploy").resolve(file), broken);
        String sentence = refusedDeploy();
        assertAll(
                () -> assertTrue(sentence.contains(file), sentence),
                () -> assertTrue(sentence.contains("\"" + unknown + "\""), sentence),
                () -> assertTrue(sentence.contains("\"" + nearest + "\""), sentence));
    }

    @Test
    void a_property_on_a_bean_that_takes_none_stops_the_start() throws IOException {
        deploy(
                "10_journal.xml",
                "<journal class=\"org.pointwork.node.beans.JournalBean\">"
                        + "<property name=\"url\" value=\"jdbc:elsewhere\"/></journal>");
        assertTrue(refusedDeploy().contains("unknown key \"url\""));
    }

    @Test
    void an_unknown_attribute_of_a_step_stops_the_start() throws IOException {
        replace("deploy/32_txnmgr_network.xml", "AnswerNetwork\" logger", "AnswerNetwork\" loger");
        String sentence = refusedDeploy();
        assertTrue(sentence.contains("\"loger\"") && sentence.endsWith("\"logger\""), sentence);
    }

    @Test
    void a_step_that_there_is_not_stops_the_start() throws IOException {
        replace("deploy/30_txnmgr_payments.xml", "step.ScreenRisk", "step.ScreenRisc");
        assertTrue(refusedDeploy().endsWith("there is no class \"org.pointwork.txn.step.ScreenRisc\""));
    }

    @Test
    void a_class_that_is_no_step_stops_the_start() throws IOException {
        replace("deploy/30_txnmgr_payments.xml", "org.pointwork.txn.step.ScreenRisk", "java.lang.String");
        assertTrue(refusedDeploy().contains("java.lang.String"));
    }

    @Test
    void a_descriptor_with_a_document_type_is_not_read() throws IOException {
        deploy("10_journal.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><journal>&e;</journal>");
        assertTrue(refusedDeploy().contains("10_journal.xml: not XML"));
    }

    @Test
    void no_descriptors_at_all_stop_the_start(@TempDir Path empty) {
        assertThrows(ConfigException.class, () -> DeployCheck.check(empty));
        assertDoesNotThrow(() -> DeployCheck.check(cfg.resolve("deploy")));
    }

    private String refusedDeploy() {
        return assertThrows(ConfigException.class, () -> DeployCheck.check(cfg.resolve("deploy")))
                .getMessage();
    }

    private void deploy(String file, String text) throws IOException {
        Files.writeString(cfg.resolve("deploy").resolve(file), text);
    }
}
