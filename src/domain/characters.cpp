#include "domain/characters.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/policy_desk.h"
#include "store/job_queue.h"

#include <algorithm>
#include <array>

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

/// A name as it is kept. One of nothing but white space could never stand in a prompt.
Result<std::string> kept_name(std::string_view name) {
    if (trim(name).empty()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must not be empty",
             .field = "name",
             .reason = "string_too_short"}
        );
    }
    return std::string(trim(name));
}

struct CodePoints {
    char32_t first;
    char32_t last;
};

// Where a name begins or ends besides ASCII: at punctuation and symbols, and anywhere in scripts
// that put no space between words or write particles behind a name. Blocks of The Unicode Standard.
constexpr std::array<CodePoints, 17> kNoLetters = {{
    {0x80, 0xA9},
    {0xAB, 0xB4},
    {0xB6, 0xB9},
    {0xBB, 0xBF},
    {0xD7, 0xD7},
    {0xF7, 0xF7},
    {0x0E00, 0x0EFF},  // Thai, Lao
    {0x1000, 0x109F},  // Myanmar
    {0x1780, 0x17FF},  // Khmer
    {0x2000, 0x2BFF},  // punctuation, signs, arrows
    {0x3000, 0x9FFF},  // kana, ideographs
    {0xAC00, 0xD7FF},  // Hangul
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE6F},
    {0xFF00, 0xFFEF},    // forms of these
    {0x1F000, 0x1FAFF},  // emoji
    {0x20000, 0x3FFFF},  // more ideographs
}};

bool is_letter(char32_t point) {
    if (point < 0x80) {
        const char c = static_cast<char>(point);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_';
    }
    return std::ranges::none_of(kNoLetters, [point](const CodePoints& block) {
        return point >= block.first && point <= block.last;
    });
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The character that begins there; the text is valid UTF-8.
char32_t point_at(std::string_view text, std::size_t at) {
    const auto head = static_cast<unsigned char>(text[at]);
    char32_t point = head < 0x80   ? head
                     : head < 0xE0 ? head & 0x1FU
                     : head < 0xF0 ? head & 0xFU
                                   : head & 0x7U;
    for (++at; at < text.size() && is_continuation(text[at]); ++at) {
        point = (point << 6U) | (static_cast<unsigned char>(text[at]) & 0x3FU);
    }
    return point;
}

char32_t point_before(std::string_view text, std::size_t end) {
    std::size_t at = end - 1;
    while (at > 0 && is_continuation(text[at])) {
        --at;
    }
    return point_at(text, at);
}

/// Whether no word goes on over that place, so that a name is not found inside another.
bool is_word_edge(std::string_view text, std::size_t at) {
    return at == 0 || at == text.size() || !is_letter(point_before(text, at)) ||
           !is_letter(point_at(text, at));
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
        if (is_word_edge(text, at) && is_word_edge(text, at + wanted.size())) {
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
    const Principal& who,
    std::string_view name,
    const std::filesystem::path& clip,
    const std::filesystem::path& pack
) {
    HIBARI_TRY(require(who, Scope::kWrite));
    const std::string kept = HIBARI_TRY(kept_name(name));
    if (policy_ != nullptr) {
        HIBARI_TRY(policy_->check_text(who, trust::Stage::kUpload, "name", kept));
    }
    Character character{
        .id = make_id("char_"),
        .project = who.project,
        .account = who.account,
        .name = kept,
        .bytes = 0,
        .created_at_us = store::to_column(
            std::chrono::time_point_cast<std::chrono::microseconds>(clock_.wall_time())
        ),
    };
    // The clip first: bytes without a row are swept.
    HIBARI_TRY(blobs_.put_file(character.blob(), clip));
    const auto recorded = [&]() -> Result<void> {
        if (!pack.empty()) {
            HIBARI_TRY(blobs_.put_file(character.pack(), pack));
        }
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
        static_cast<void>(blobs_.remove(character.pack()));
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
    const std::string kept = HIBARI_TRY(kept_name(name));
    if (policy_ != nullptr) {
        HIBARI_TRY(policy_->check_text(who, trust::Stage::kUpload, "name", kept));
    }
    return database_.write([&](Transaction& tx) -> Result<Character> {
        HIBARI_TRY(find_own_character(tx, who, id));
        HIBARI_TRY(tx.execute(
            "UPDATE characters SET name = :name WHERE id = :id",
            {{"name", kept}, {"id", std::string(id)}}
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
    static_cast<void>(blobs_.remove(removed.pack()));
    return {};
}

}  // namespace hibari::domain
