#include "trust/audit/export.h"

#include "base/files.h"
#include "base/text.h"
#include "trust/audit/testing_log.h"

#include <fstream>
#include <gmock/gmock.h>

namespace hibari::trust {
namespace {

namespace fs = std::filesystem;

using store::Transaction;
using ::testing::HasSubstr;

class AuditFiles : public LogInRows {
  protected:
    std::string checkpoint() {
        return make_checkpoint(*database, "test/audit", key, store::Timestamp()).value();
    }

    fs::path log_file(
        const std::string& name = "log.jsonl", ExportSealed sealed = ExportSealed::kYes
    ) {
        const auto written = export_log(*database, folder / name, known, sealed);
        HIBARI_CHECK(written.has_value(), written ? "" : to_string(written.error()));
        return folder / name;
    }

    // Not by write_file: nobody needs these to be durable, and there are many.
    fs::path text_file(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }

    std::string verified(const std::vector<fs::path>& files) {
        const auto report = verify_files(files, known);
        return report ? "" : to_string(report.error());
    }

    const SigningKey key = local_signing_key("test", std::string(32, 'k')).value();
    const VerifierKey known{.name = key.name, .public_key = key.public_key};
};

TEST_F(AuditFiles, AWholeLogIsProvedWithoutItsRows) {
    fill(3);
    checkpoint();
    fill(10);
    checkpoint();
    const fs::path log = log_file();
    database->write([](Transaction& tx) { return tx.execute("DELETE FROM audit_leaves"); }).value();
    const auto report = verify_files({log}, known);
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->latest.size, 13U);
    EXPECT_THAT(report->facts[0], HasSubstr("13 entries"));
    EXPECT_THAT(report->facts[1], HasSubstr("2 checkpoints"));
}

TEST_F(AuditFiles, WithoutWhatStandsBesideAFileTellsOfNobodyAndHolds) {
    fill(4);
    checkpoint();
    const fs::path log = log_file("bare.jsonl", ExportSealed::kNo);
    const std::string text = read_file(log, 1U << 20U).value();
    EXPECT_THAT(text, ::testing::Not(HasSubstr("user_")));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("because")));
    EXPECT_EQ(verified({log}), "");
}

TEST_F(AuditFiles, EveryByteOfALogCounts) {
    fill(3);
    checkpoint();
    const std::string text = read_file(log_file(), 1U << 20U).value();
    ASSERT_EQ(verified({text_file("same.jsonl", text)}), "");
    int tried = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string touched = text;
        touched[i] = touched[i] == '7' ? '8' : '7';
        if (verified({text_file("touched.jsonl", touched)}).empty()) {
            ADD_FAILURE() << "byte " << i << ": " << text.substr(i > 20 ? i - 20 : 0, 40);
        }
        ++tried;
    }
    EXPECT_GT(tried, 500);
}

TEST_F(AuditFiles, LinesThatAreGoneMovedOrAddedAreFound) {
    fill(5);
    checkpoint();
    const std::string text = read_file(log_file(), 1U << 20U).value();
    std::vector<std::string> lines;
    for (const std::string_view line : split(trim(text), '\n')) {
        lines.push_back(std::string(line) + "\n");
    }
    const auto joined = [](const std::vector<std::string>& all) {
        std::string whole;
        for (const std::string& line : all) {
            whole += line;
        }
        return whole;
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto fewer = lines;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_NE(verified({text_file("fewer.jsonl", joined(fewer))}), "") << i;
    }
    auto swapped = lines;
    std::swap(swapped[3], swapped[4]);
    EXPECT_THAT(verified({text_file("swapped.jsonl", joined(swapped))}), HasSubstr("missing"));
    auto more = lines;
    more.push_back(lines.back());
    EXPECT_NE(verified({text_file("more.jsonl", joined(more))}), "");
}

TEST_F(AuditFiles, AProofHoldsForItsEntryAlone) {
    fill(9);
    checkpoint();
    for (std::int64_t leaf = 0; leaf < 9; ++leaf) {
        ASSERT_TRUE(export_proof(*database, leaf, folder / "proof.json", known));
        EXPECT_EQ(verified({folder / "proof.json"}), "") << leaf;
    }
    EXPECT_EQ(
        export_proof(*database, 9, folder / "none.json", known).error().code, ErrorCode::kNotFound
    );
    std::string text = read_file(folder / "proof.json", 1U << 20U).value();
    text.replace(text.find("\\\"version\\\":8"), 13, "\\\"version\\\":9");
    EXPECT_THAT(
        verified({text_file("forged.json", text)}), HasSubstr("does not lead from the entry")
    );
}

TEST_F(AuditFiles, AKeptCheckpointShowsALogThatWasRewritten) {
    fill(6);
    const fs::path kept = text_file("kept.txt", checkpoint());
    // The operator changes history and signs it anew.
    const auto emptied = database->write([](Transaction& tx) {
        return tx.run_script(
            "DELETE FROM audit_leaves; DELETE FROM audit_sealed; DELETE FROM audit_checkpoints;"
            "UPDATE audit_head SET size = 0, frontier = ''"
        );
    });
    ASSERT_TRUE(emptied);
    fill(2);
    add({.kind = "other", .actor = "user_x"});
    fill(9);
    checkpoint();
    const fs::path log = log_file();
    EXPECT_EQ(verified({log}), "");
    EXPECT_THAT(verified({kept, log}), HasSubstr("one of them was changed"));
    EXPECT_THAT(verified({log, kept}), HasSubstr("one of them was changed"));
}

TEST_F(AuditFiles, TwoCheckpointsNeedSomethingThatConnectsThem) {
    fill(6);
    const std::string older = checkpoint();
    const fs::path first = text_file("first.txt", older);
    fill(7);
    const fs::path second = text_file("second.txt", checkpoint());
    EXPECT_THAT(verified({first, second}), HasSubstr("nothing here shows"));
    ASSERT_TRUE(export_consistency(*database, older, folder / "between.json", known));
    EXPECT_EQ(verified({first, second, folder / "between.json"}), "");
    EXPECT_EQ(verified({first, second, log_file()}), "");
}

TEST_F(AuditFiles, AnotherKeyIsNotTheOperators) {
    fill(2);
    checkpoint();
    const fs::path log = log_file();
    const SigningKey other = local_signing_key("test", std::string(32, 'x')).value();
    const VerifierKey others{.name = "test", .public_key = other.public_key};
    EXPECT_THAT(verify_files({log}, others).error().message, HasSubstr("names another key"));
    // Whoever knows no better learns whose key it was.
    EXPECT_EQ(to_string(verify_files({log}, std::nullopt)->key), to_string(known));
    std::string text = read_file(log, 1U << 20U).value();
    text.replace(text.find(to_string(known)), to_string(known).size(), to_string(others));
    const auto forged = verify_files({text_file("forged.jsonl", text)}, std::nullopt);
    EXPECT_THAT(forged.error().message, HasSubstr("is not signed by test"));
}

TEST_F(AuditFiles, WhatIsNoAuditFileIsSaidSo) {
    EXPECT_THAT(verified({folder / "missing"}), HasSubstr("cannot read"));
    EXPECT_THAT(verified({text_file("empty", "")}), HasSubstr("empty"));
    EXPECT_THAT(verified({text_file("text", "hello\n")}), HasSubstr("nobody signed it"));
    EXPECT_THAT(
        verified({text_file("long", std::string(3U << 20U, 'x'))}), HasSubstr("longer than any")
    );
    EXPECT_THAT(verified({text_file("new", "{\"format\":\"x\"}\n")}), HasSubstr("not known"));
    EXPECT_EQ(
        export_log(*database, folder / "none", known, ExportSealed::kYes).error().code,
        ErrorCode::kFailedPrecondition
    );
}

}  // namespace
}  // namespace hibari::trust
