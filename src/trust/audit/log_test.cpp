#include "trust/audit/log.h"

#include "trust/audit/testing_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using store::Timestamp;
using store::Transaction;
using ::testing::HasSubstr;
using ::testing::Not;

class AuditLog : public LogInRows {
  protected:
    static Timestamp at(int seconds) { return Timestamp(std::chrono::seconds(seconds)); }

    std::int64_t change(const std::string& sql) {
        return database->write([&](Transaction& tx) { return tx.execute(sql); }).value();
    }

    Result<LogState> verified() {
        return database->read([](Transaction& tx) { return verify_rows(tx); });
    }
};

TEST_F(AuditLog, CountsFromZeroAndKeepsWhatItIsGiven) {
    EXPECT_EQ(add({.kind = "a.b", .actor = "user_1", .personal = "Ann"}), 0);
    EXPECT_EQ(add({.kind = "a.c", .actor = "user_2", .subject = "user_1"}), 1);
    const auto leaves = database->read([](Transaction& tx) { return find_leaves(tx, {}); }).value();
    ASSERT_EQ(leaves.size(), 2U);
    EXPECT_EQ(leaves[0].value("actor"), "user_1");
    EXPECT_EQ(leaves[0].value("personal"), "Ann");
    EXPECT_EQ(leaves[0].value("subject"), "");
    EXPECT_EQ(leaves[1].kind, "a.c");
    EXPECT_EQ(leaves[1].at_us, 7'000'000);
}

TEST_F(AuditLog, AnEntryTellsOfNobody) {
    add({.kind = "a", .actor = "user_1", .subject = "user_2", .personal = "Ann"});
    const auto leaves = database->read([](Transaction& tx) { return find_leaves(tx, {}); }).value();
    for (const char* word : {"user_1", "user_2", "Ann"}) {
        EXPECT_THAT(leaves[0].entry, Not(HasSubstr(word)));
    }
}

TEST_F(AuditLog, AnActThatFailsLeavesNoEntry) {
    const auto failed = database->write([](Transaction& tx) -> Result<void> {
        HIBARI_TRY(append(tx, {.kind = "a", .actor = "user_1"}, at(1)));
        return fail(ErrorCode::kFailedPrecondition, "not now");
    });
    EXPECT_FALSE(failed);
    EXPECT_EQ(add({.kind = "a", .actor = "user_1"}), 0);
    EXPECT_EQ(verified().value().size, 1);
}

TEST_F(AuditLog, RefusesWhatIsNoEntry) {
    const auto refused = [&](const AuditEntry& entry) {
        return database->write([&](Transaction& tx) { return append(tx, entry, at(1)); })
            .error()
            .field;
    };
    EXPECT_EQ(refused({.kind = "", .actor = "a"}), "kind");
    EXPECT_EQ(refused({.kind = "Upper Case", .actor = "a"}), "kind");
    EXPECT_EQ(refused({.kind = "a", .actor = ""}), "actor");
    EXPECT_EQ(refused({.kind = "a", .actor = std::string(201, 'x')}), "actor");
    EXPECT_EQ(refused({.kind = "a", .actor = "a", .details = Json::array()}), "details");
    EXPECT_EQ(
        refused(
            {.kind = "a",
             .actor = "a",
             .details = Json::object({{"text", std::string(kDetailsBytesMax, 'x')}})}
        ),
        "details"
    );
    EXPECT_EQ(refused({.kind = "a", .actor = "a", .personal = "\xFF"}), "personal");
}

TEST_F(AuditLog, FindsByKindActorAndSubject) {
    fill(10);
    add({.kind = "other", .actor = "user_1"});
    const auto count = [&](const AuditQuery& query) {
        return database->read([&](Transaction& tx) { return find_leaves(tx, query); })->size();
    };
    EXPECT_EQ(count({.kind = "other"}), 1U);
    EXPECT_EQ(count({.actor = "user_1"}), 4U);
    EXPECT_EQ(count({.subject = "user_owner"}), 10U);
    EXPECT_EQ(count({.subject = "user_owner", .from = 8}), 2U);
    EXPECT_EQ(count({.limit = 3}), 3U);
}

TEST_F(AuditLog, ProvesInclusionAndConsistencyFromItsRows) {
    fill(21);
    const auto root_at = [&](std::uint64_t size) {
        return database->read([&](Transaction& tx) { return root_of(size, node_reader(tx)); }
        ).value();
    };
    const LogState state = database->read([](Transaction& tx) { return log_state(tx); }).value();
    EXPECT_EQ(state.root, root_at(21));
    const auto leaves = database->read([](Transaction& tx) { return find_leaves(tx, {}); }).value();
    for (std::uint64_t i = 0; i < 21; ++i) {
        const auto proof = database->read([&](Transaction& tx) {
            return inclusion_proof(i, 21, node_reader(tx));
        });
        EXPECT_TRUE(is_included(leaf_hash(leaves[i].entry), i, 21, *proof, state.root));
        const auto between = database->read([&](Transaction& tx) {
            return consistency_proof(i, 21, node_reader(tx));
        });
        EXPECT_TRUE(is_consistent(i, root_at(i), 21, state.root, *between));
    }
}

TEST_F(AuditLog, ErasingAPersonKeepsTheLogProvable) {
    fill(9);
    const LogState before = verified().value();
    const auto erased =
        database->write([](Transaction& tx) { return erase_person(tx, "user_owner"); });
    EXPECT_EQ(erased.value(), 9);
    const LogState after = verified().value();
    EXPECT_EQ(after.root, before.root);
    const auto leaves = database->read([](Transaction& tx) { return find_leaves(tx, {}); }).value();
    EXPECT_EQ(leaves[0].value("personal"), "");
    EXPECT_EQ(leaves[0].value("subject"), "");
    EXPECT_EQ(leaves[0].value("actor"), "user_0");
}

TEST_F(AuditLog, AnyChangedFieldOfAnyRowIsDetected) {
    fill(6);
    const LogState good = verified().value();
    EXPECT_EQ(good.size, 6);

    struct Field {
        const char* table;
        const char* column;
        const char* changed;
        const char* rows;
    };

    const std::vector<Field> fields = {
        {"audit_leaves", "at", "at + 1", "leaf"},
        {"audit_leaves", "kind", "kind || 'x'", "leaf"},
        {"audit_leaves", "entry", "replace(entry, '\"version\":', '\"version\":1')", "leaf"},
        {"audit_leaves", "hashes", "replace(hashes, substr(hashes, 1, 2), 'zz')", "leaf"},
        {"audit_leaves", "leaf", "leaf + 100", "leaf"},
        {"audit_sealed", "salt", "'00' || substr(salt, 3) || '0'", "rowid"},
        {"audit_sealed", "value", "value || 'x'", "rowid"},
        {"audit_sealed", "leaf", "leaf + 100", "rowid"},
        {"audit_sealed", "field", "field || 'x'", "rowid"},
        {"audit_head", "size", "size - 1", "id"},
        {"audit_head", "frontier", "replace(frontier, substr(frontier, 1, 2), 'zz')", "id"},
    };
    for (const Field& field : fields) {
        const auto rows = database->read([&](Transaction& tx) {
            return tx.query(std::string("SELECT ") + field.rows + " FROM " + field.table);
        });
        ASSERT_FALSE(rows->empty());
        for (const store::Row& row : *rows) {
            const std::string where =
                std::string(" WHERE ") + field.rows + " = " + std::to_string(row.integer(0));
            const std::string old =
                database
                    ->read([&](Transaction& tx) {
                        return tx.query_row(
                            std::string("SELECT ") + field.column + " FROM " + field.table + where
                        );
                    })
                    ->text(0);
            ASSERT_EQ(
                change(
                    std::string("UPDATE ") + field.table + " SET " + field.column + " = " +
                    field.changed + where
                ),
                1
            );
            const auto found = verified();
            ASSERT_FALSE(found) << field.table << '.' << field.column << where;
            EXPECT_EQ(found.error().code, ErrorCode::kDataLoss);
            const bool moved =
                std::string(field.column) == "leaf" && std::string(field.rows) == "leaf";
            change(
                std::string("UPDATE ") + field.table + " SET " + field.column + " = '" + old + "'" +
                (moved ? " WHERE leaf = " + std::to_string(row.integer(0) + 100) : where)
            );
            ASSERT_EQ(verified().value().root, good.root) << field.table << '.' << field.column;
        }
    }
    change("DELETE FROM audit_leaves WHERE leaf = 5");
    EXPECT_THAT(verified().error().message, HasSubstr("6 entries and has 5"));
    change("DELETE FROM audit_leaves WHERE leaf = 2");
    EXPECT_THAT(verified().error().message, HasSubstr("audit entry 2 is missing"));
}

TEST_F(AuditLog, RewritingAnEntryAndItsHashStillShowsInTheHead) {
    fill(5);
    const LogState good = verified().value();
    // Whoever may write rows makes the entry and its own hash fit: what follows does not.
    const auto forged = database->write([](Transaction& tx) -> Result<std::int64_t> {
        const auto leaf = HIBARI_TRY(find_leaves(tx, {.from = 3, .limit = 1})).front();
        std::string entry = leaf.entry;
        entry.replace(entry.find("\"version\":3"), 11, "\"version\":9");
        return tx.execute(
            "UPDATE audit_leaves SET entry = :entry WHERE leaf = 3", {{"entry", entry}}
        );
    });
    EXPECT_EQ(forged.value(), 1);
    EXPECT_THAT(verified().error().message, HasSubstr("audit entry 3"));
    EXPECT_EQ(good.size, 5);
}

}  // namespace
}  // namespace hibari::trust
