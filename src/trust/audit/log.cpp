#include "trust/audit/log.h"

#include "base/check.h"
#include "base/ids.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <bit>

namespace hibari::trust {
namespace {

using store::Row;
using store::Timestamp;
using store::Transaction;

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kKindBytesMax = 64;
constexpr std::size_t kHashDigits = 64;
constexpr std::int64_t kEntryVersion = 1;
constexpr std::array<std::string_view, 3> kSealedFields = {"actor", "subject", "personal"};

Error wrong_entry(std::string_view field, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
    };
}

bool is_kind(std::string_view text) {
    const auto may = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    };
    return !text.empty() && text.size() <= kKindBytesMax && std::ranges::all_of(text, may);
}

bool is_text(std::string_view text) {
    return is_valid_utf8(text) && text.find('\0') == std::string_view::npos;
}

Result<void> check_entry(const AuditEntry& entry) {
    if (!is_kind(entry.kind)) {
        return fail(wrong_entry("kind", "must be 1 to 64 of a-z, 0-9, dots and underscores"));
    }
    if (entry.actor.empty()) {
        return fail(wrong_entry("actor", "must say who did it"));
    }
    for (const std::string& name : {entry.actor, entry.subject}) {
        if (name.size() > kNameBytesMax || !is_text(name)) {
            return fail(wrong_entry("actor", "must be an id of at most 200 bytes, the subject too")
            );
        }
    }
    if (!entry.details.is_object()) {
        return fail(wrong_entry("details", "must be an object"));
    }
    if (entry.personal.size() > kPersonalBytesMax || !is_text(entry.personal)) {
        return fail(wrong_entry("personal", "must be text of at most 64 KiB"));
    }
    return {};
}

std::string joined(const std::vector<Hash>& hashes) {
    std::string text;
    for (const Hash& hash : hashes) {
        text += to_text(hash);
    }
    return text;
}

Error damaged(std::string message) {
    return {.code = ErrorCode::kDataLoss, .message = std::move(message)};
}

Result<std::vector<Hash>> hashes_of(std::string_view text) {
    std::vector<Hash> hashes;
    if (text.size() % kHashDigits != 0) {
        return fail(damaged("the audit log has a hash of the wrong length"));
    }
    for (std::size_t at = 0; at < text.size(); at += kHashDigits) {
        const auto hash = hash_of_text(text.substr(at, kHashDigits));
        if (!hash) {
            return fail(damaged("the audit log has a hash that is none"));
        }
        hashes.push_back(*hash);
    }
    return hashes;
}

Result<Frontier> frontier_of(std::int64_t size, std::string_view text) {
    auto frontier = Frontier::of(static_cast<std::uint64_t>(size), HIBARI_TRY(hashes_of(text)));
    if (!frontier) {
        return fail(damaged("the head of the audit log does not fit its size"));
    }
    return frontier;
}

std::vector<SealedField> seal_fields(const AuditEntry& entry) {
    std::vector<SealedField> sealed;
    for (const auto& [field, value] :
         {std::pair{kSealedFields[0], &entry.actor},
          std::pair{kSealedFields[1], &entry.subject},
          std::pair{kSealedFields[2], &entry.personal}}) {
        if (!value->empty()) {
            sealed.push_back({std::string(field), to_hex(random_bytes(kSaltBytes)), *value});
        }
    }
    return sealed;
}

/// The bytes that are hashed. Their order is this one, so that the same act is the same entry.
std::string entry_text(
    std::int64_t index,
    const AuditEntry& entry,
    const std::vector<SealedField>& sealed,
    Timestamp now
) {
    Json seals = Json::object();
    for (const SealedField& field : sealed) {
        seals.set(field.field, seal(field));
    }
    return to_string(Json::object({
        {"v", kEntryVersion},
        {"index", index},
        {"at", store::to_column(now)},
        {"kind", entry.kind},
        {"details", entry.details},
        {"sealed", std::move(seals)},
    }));
}

Result<void> insert_sealed(
    Transaction& tx, std::int64_t index, const std::vector<SealedField>& sealed
) {
    // One statement whatever their number: there are few shapes of it, and each is prepared once.
    constexpr std::array<std::array<std::string_view, 3>, 3> kNames = {
        {{"f0", "s0", "v0"}, {"f1", "s1", "v1"}, {"f2", "s2", "v2"}}
    };
    std::string sql = "INSERT INTO audit_sealed (leaf, field, salt, value) VALUES ";
    std::vector<store::Parameter> parameters = {{"leaf", index}};
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        const std::string number = std::to_string(i);
        sql += (i == 0 ? "" : ", ");
        sql += "(:leaf, :f" + number + ", :s" + number + ", :v" + number + ")";
        parameters.push_back({kNames.at(i)[0], sealed[i].field});
        parameters.push_back({kNames.at(i)[1], sealed[i].salt});
        parameters.push_back({kNames.at(i)[2], sealed[i].value});
    }
    HIBARI_TRY(tx.execute(sql, parameters));
    return {};
}

AuditLeaf leaf_of(const Row& row) {
    return {
        .index = row.integer("leaf"),
        .at_us = row.integer("at"),
        .kind = row.text("kind"),
        .entry = row.text("entry"),
        .sealed = {},
    };
}

/// Adds to leaves, which are in order and without gaps from `first`, what stands beside them.
Result<void> read_sealed(Transaction& tx, std::vector<AuditLeaf>& leaves) {
    if (leaves.empty()) {
        return {};
    }
    const auto rows = HIBARI_TRY(tx.query(
        "SELECT leaf, field, salt, value FROM audit_sealed WHERE leaf >= :first AND leaf <= :last "
        "ORDER BY leaf, field",
        {{"first", leaves.front().index}, {"last", leaves.back().index}}
    ));
    for (const Row& row : rows) {
        const auto leaf = std::ranges::lower_bound(
            leaves, row.integer("leaf"), {}, [](const AuditLeaf& each) { return each.index; }
        );
        if (leaf != leaves.end() && leaf->index == row.integer("leaf")) {
            leaf->sealed.push_back({row.text("field"), row.text("salt"), row.text("value")});
        }
    }
    return {};
}

std::string name_of(std::int64_t index) {
    return "audit entry " + std::to_string(index);
}

}  // namespace

std::string seal(const SealedField& sealed) {
    return to_text(hash_bytes(sealed.salt + sealed.field + '\0' + sealed.value));
}

Result<std::int64_t> append(Transaction& tx, const AuditEntry& entry, Timestamp now) {
    HIBARI_TRY(check_entry(entry));
    // The row is locked from here to the end of the transaction, so indices have no gaps.
    const Row head = HIBARI_TRY(
        tx.query_row("UPDATE audit_head SET size = size + 1 WHERE id = 1 RETURNING size, frontier")
    );
    const std::int64_t index = head.integer(0) - 1;
    Frontier frontier = HIBARI_TRY(frontier_of(index, head.text(1)));
    const std::vector<SealedField> sealed = seal_fields(entry);
    const std::string text = entry_text(index, entry, sealed, now);
    if (text.size() > kDetailsBytesMax) {
        return fail(wrong_entry("details", "must be at most 16 KiB of JSON"));
    }
    const std::vector<Hash> completed = frontier.append(leaf_hash(text));
    HIBARI_TRY(tx.execute(
        "INSERT INTO audit_leaves (leaf, at, kind, entry, hashes) "
        "VALUES (:leaf, :at, :kind, :entry, :hashes)",
        {{"leaf", index},
         {"at", store::to_column(now)},
         {"kind", entry.kind},
         {"entry", text},
         {"hashes", joined(completed)}}
    ));
    HIBARI_TRY(insert_sealed(tx, index, sealed));
    HIBARI_TRY(tx.execute(
        "UPDATE audit_head SET frontier = :frontier WHERE id = 1",
        {{"frontier", joined(frontier.roots())}}
    ));
    return index;
}

std::string AuditLeaf::value(std::string_view field) const {
    const auto found = std::ranges::find(sealed, field, &SealedField::field);
    return found == sealed.end() ? std::string() : found->value;
}

Result<std::vector<AuditLeaf>> find_leaves(Transaction& tx, const AuditQuery& query) {
    HIBARI_CHECK(query.limit >= 1 && query.limit <= kLeavesMax, query.limit);
    std::string sql = "SELECT leaf, at, kind, entry FROM audit_leaves WHERE leaf >= :from";
    std::vector<store::Parameter> parameters = {{"from", query.from}, {"limit", query.limit}};
    if (!query.kind.empty()) {
        sql += " AND kind = :kind";
        parameters.push_back({"kind", query.kind});
    }
    if (!query.actor.empty()) {
        sql +=
            " AND leaf IN (SELECT leaf FROM audit_sealed WHERE value = :actor AND "
            "field = 'actor' AND field <> 'personal')";
        parameters.push_back({"actor", query.actor});
    }
    if (!query.subject.empty()) {
        sql +=
            " AND leaf IN (SELECT leaf FROM audit_sealed WHERE value = :subject AND "
            "field = 'subject' AND field <> 'personal')";
        parameters.push_back({"subject", query.subject});
    }
    const auto rows = HIBARI_TRY(tx.query(sql + " ORDER BY leaf LIMIT :limit", parameters));
    std::vector<AuditLeaf> leaves;
    std::ranges::transform(rows, std::back_inserter(leaves), leaf_of);
    HIBARI_TRY(read_sealed(tx, leaves));
    return leaves;
}

Result<LogState> log_state(Transaction& tx) {
    const Row head = HIBARI_TRY(tx.query_row("SELECT size, frontier FROM audit_head WHERE id = 1"));
    const Frontier frontier = HIBARI_TRY(frontier_of(head.integer(0), head.text(1)));
    return LogState{.size = head.integer(0), .root = frontier.root()};
}

NodeReader node_reader(Transaction& tx) {
    return [&tx](int level, std::uint64_t index) -> Result<Hash> {
        // The row of the subtree's last leaf has it.
        const std::uint64_t last = ((index + 1) << static_cast<unsigned>(level)) - 1;
        const auto row = HIBARI_TRY(tx.query_one(
            "SELECT hashes FROM audit_leaves WHERE leaf = :leaf",
            {{"leaf", static_cast<std::int64_t>(last)}}
        ));
        if (!row) {
            return fail(damaged(name_of(static_cast<std::int64_t>(last)) + " is missing"));
        }
        const std::size_t at = kHashDigits * static_cast<std::size_t>(level);
        const std::string& text = row->text(0);
        const auto hash = at < text.size()
                              ? hash_of_text(std::string_view(text).substr(at, kHashDigits))
                              : std::nullopt;
        if (!hash) {
            return fail(
                damaged(name_of(static_cast<std::int64_t>(last)) + " lacks a hash of its subtrees")
            );
        }
        return *hash;
    };
}

Result<std::int64_t> erase_person(Transaction& tx, std::string_view id) {
    const std::vector<store::Parameter> person = {{"id", std::string(id)}};
    HIBARI_TRY(tx.execute(
        "DELETE FROM audit_sealed WHERE field = 'personal' AND leaf IN (SELECT leaf FROM "
        "audit_sealed WHERE value = :id AND field = 'subject' AND field <> 'personal')",
        person
    ));
    const auto rows = HIBARI_TRY(tx.query(
        "DELETE FROM audit_sealed WHERE value = :id AND field <> 'personal' RETURNING leaf", person
    ));
    std::vector<std::int64_t> leaves;
    std::ranges::transform(rows, std::back_inserter(leaves), [](const Row& row) {
        return row.integer(0);
    });
    std::ranges::sort(leaves);
    const auto repeated = std::ranges::unique(leaves);
    return std::distance(leaves.begin(), repeated.begin());
}

Result<void> check_leaf(const AuditLeaf& leaf) {
    const std::string name = name_of(leaf.index);
    const auto json = parse_json(leaf.entry, {.repeated_keys = RepeatedKeys::kRefuse});
    if (!json || !json->is_object()) {
        return fail(damaged(name + " is no JSON object"));
    }
    const auto is = [&](std::string_view key, const Json& value) {
        const Json* found = json->find(key);
        return found != nullptr && *found == value;
    };
    if (!is("v", kEntryVersion)) {
        return fail(damaged(name + " has a version that this program does not know"));
    }
    if (!is("index", leaf.index)) {
        return fail(damaged(name + " says of itself that it is another one"));
    }
    if (!is("at", leaf.at_us)) {
        return fail(damaged(name + ": the time beside it is not its own"));
    }
    if (!is("kind", leaf.kind)) {
        return fail(damaged(name + ": the kind beside it is not its own"));
    }
    const Json* seals = json->find("sealed");
    if (seals == nullptr || !seals->is_object()) {
        return fail(damaged(name + " has no seals"));
    }
    for (const SealedField& field : leaf.sealed) {
        const Json* sealed = seals->find(field.field);
        if (sealed == nullptr || *sealed != Json(seal(field))) {
            return fail(damaged(name + ": the " + field.field + " beside it was changed"));
        }
    }
    return {};
}

Result<LogState> verify_rows(Transaction& tx) {
    Frontier frontier;
    for (bool more = true; more;) {
        const auto from = static_cast<std::int64_t>(frontier.size());
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT leaf, at, kind, entry, hashes FROM audit_leaves WHERE leaf >= :from "
            "ORDER BY leaf LIMIT :limit",
            {{"from", from}, {"limit", kLeavesMax}}
        ));
        std::vector<AuditLeaf> leaves;
        std::ranges::transform(rows, std::back_inserter(leaves), leaf_of);
        HIBARI_TRY(read_sealed(tx, leaves));
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            const AuditLeaf& leaf = leaves[i];
            const auto expected = static_cast<std::int64_t>(frontier.size());
            if (leaf.index != expected) {
                return fail(damaged(name_of(expected) + " is missing"));
            }
            HIBARI_TRY(check_leaf(leaf));
            if (joined(frontier.append(leaf_hash(leaf.entry))) != rows[i].text("hashes")) {
                return fail(damaged(name_of(leaf.index) + " is not what was hashed"));
            }
        }
        more = std::ssize(leaves) == kLeavesMax;
    }
    const Row head = HIBARI_TRY(tx.query_row("SELECT size, frontier FROM audit_head WHERE id = 1"));
    if (head.integer(0) != static_cast<std::int64_t>(frontier.size())) {
        return fail(damaged(
            "the log should have " + std::to_string(head.integer(0)) + " entries and has " +
            std::to_string(frontier.size())
        ));
    }
    if (head.text(1) != joined(frontier.roots())) {
        return fail(damaged("the head of the audit log is not that of its entries"));
    }
    const auto strays = HIBARI_TRY(tx.query_row(
        "SELECT count(*) AS n FROM audit_sealed WHERE leaf < 0 OR leaf >= :size",
        {{"size", head.integer(0)}}
    ));
    if (strays.integer(0) != 0) {
        return fail(damaged("something stands beside entries that there are not"));
    }
    return LogState{.size = head.integer(0), .root = frontier.root()};
}

}  // namespace hibari::trust
