#include "domain/characters.h"

#include "base/ids.h"
#include "base/text.h"
#include "store/job_queue.h"

#include <algorithm>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kColumns = "id, project, account, name, bytes, created_at";

Character character_of(const Row& row) {
    return {
        .id = row.text("id"),
        .project = row.text("project"),
        .account = row.text("account"),
        .name = row.text("name"),
        .bytes = row.integer("bytes"),
        .created_at_us = row.integer("created_at"),
    };
}

Error unknown_character() {
    return {
        .code = ErrorCode::kNotFound,
        .message = "there is no such character",
        .field = "character_id",
    };
}

/// Letters of other scripts count as part of a word, so that a name is not found inside another.
bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           byte == '_';
}

}  // namespace

bool is_named(std::string_view name, std::string_view prompt) {
    const std::string wanted = to_lower(trim(name));
    const std::string text = to_lower(prompt);
    if (wanted.empty()) {
        return false;
    }
    for (std::size_t at = text.find(wanted); at != std::string::npos;
         at = text.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool begins = at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(wanted.front());
        const bool ends =
            end == text.size() || !is_word_byte(text[end]) || !is_word_byte(wanted.back());
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

Result<Character> find_character(Transaction& tx, std::string_view id) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kColumns) + " FROM characters WHERE id = :id",
        {{"id", std::string(id)}}
    ));
    if (!row) {
        return fail(unknown_character());
    }
    return character_of(*row);
}

Result<Character> find_own_character(Transaction& tx, const Principal& who, std::string_view id) {
    const Character character = HIBARI_TRY(find_character(tx, id));
    if (character.project != who.project) {
        return fail(unknown_character());
    }
    return character;
}

Result<Character> Characters::create(
    const Principal& who, std::string_view name, const std::filesystem::path& clip
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    Character character{
        .id = make_id("char_"),
        .project = who.project,
        .account = who.account,
        .name = std::string(trim(name)),
        .bytes = 0,
        .created_at_us = store::to_column(
            std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time())
        ),
    };
    // The clip first: bytes without a row are swept.
    HIBARI_TRY(blobs_.put_file(character.blob(), clip));
    const auto recorded = [&]() -> Result<void> {
        character.bytes =
            static_cast<std::int64_t>(HIBARI_TRY(blobs_.facts(character.blob())).size_bytes);
        return database_.write([&](Transaction& tx) -> Result<void> {
            const auto count = HIBARI_TRY(tx.query_row(
                "SELECT count(*) AS n FROM characters WHERE project = :project",
                {{"project", who.project}}
            ));
            if (count.integer("n") >= kCharactersPerProjectMax) {
                return fail(
                    {.code = ErrorCode::kFailedPrecondition,
                     .message = "this project has as many characters as it may have",
                     .hint = "delete some",
                     .reason = "limit_reached"}
                );
            }
            HIBARI_TRY(tx.execute(
                "INSERT INTO characters (id, project, account, name, bytes, created_at) "
                "VALUES (:id, :project, :account, :name, :bytes, :now)",
                {{"id", character.id},
                 {"project", character.project},
                 {"account", character.account},
                 {"name", character.name},
                 {"bytes", character.bytes},
                 {"now", character.created_at_us}}
            ));
            return {};
        });
    }();
    if (!recorded) {
        static_cast<void>(blobs_.remove(character.blob()));
        return fail(recorded.error());
    }
    return character;
}

Result<Character> Characters::find(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) { return find_own_character(tx, who, id); });
}

Result<CharacterPage> Characters::list(const Principal& who, const PageRequest& page) {
    HIBARI_TRY(require(who, Scope::kRead));
    return database_.read([&](Transaction& tx) -> Result<CharacterPage> {
        std::optional<std::int64_t> after;
        if (!page.after.empty()) {
            after = HIBARI_TRY(find_own_character(tx, who, page.after)).created_at_us;
        }
        Paging rest = paging(page, after);
        rest.parameters.push_back({"project", who.project});
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kColumns) + " FROM characters WHERE project = :project" +
                rest.sql,
            rest.parameters
        ));
        CharacterPage found;
        found.has_more = std::ssize(rows) > page.limit;
        for (const Row& row : rows) {
            if (std::ssize(found.characters) < page.limit) {
                found.characters.push_back(character_of(row));
            }
        }
        return found;
    });
}

Result<Character> Characters::rename(
    const Principal& who, std::string_view id, std::string_view name
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    return database_.write([&](Transaction& tx) -> Result<Character> {
        HIBARI_TRY(find_own_character(tx, who, id));
        HIBARI_TRY(tx.execute(
            "UPDATE characters SET name = :name WHERE id = :id",
            {{"name", std::string(trim(name))}, {"id", std::string(id)}}
        ));
        return find_own_character(tx, who, id);
    });
}

Result<void> Characters::remove(const Principal& who, std::string_view id) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const auto removed = HIBARI_TRY(database_.write([&](Transaction& tx) -> Result<Character> {
        const Character character = HIBARI_TRY(find_own_character(tx, who, id));
        HIBARI_TRY(tx.execute("DELETE FROM characters WHERE id = :id", {{"id", character.id}}));
        return character;
    }));
    // What cannot be removed now has no row any more and is swept.
    static_cast<void>(blobs_.remove(removed.blob()));
    return {};
}

}  // namespace hibari::domain
