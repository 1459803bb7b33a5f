#include "store/connection.h"

#include "base/check.h"
#include "base/text.h"

#include <soci/soci.h>
#include <stdexcept>

namespace hibari::store::detail {
namespace {

// A bound value. Which of the two members is bound is fixed when the statement is prepared.
struct Slot {
    std::string name;
    long long number = 0;
    std::string text;
    soci::indicator indicator = soci::i_ok;
};

// Part of the cache's key, because SQLite tells 1 from '1'.
char kind_of(const Value& value) {
    return std::holds_alternative<std::int64_t>(value) ? 'i' : 't';
}

void set(Slot& slot, const Value& value) {
    slot.indicator = std::holds_alternative<std::nullptr_t>(value) ? soci::i_null : soci::i_ok;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        slot.number = *number;
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        slot.text = *text;
    }
}

std::optional<Failure> check_texts(std::span<const Parameter> parameters) {
    for (const Parameter& parameter : parameters) {
        const auto* text = std::get_if<std::string>(&parameter.value);
        if (text != nullptr && (text->find('\0') != std::string::npos || !is_valid_utf8(*text))) {
            return Failure{
                {.code = ErrorCode::kInvalidArgument,
                 .message = "text to store is not valid UTF-8 or has a zero byte",
                 .field = std::string(parameter.name)}
            };
        }
    }
    return std::nullopt;
}

}  // namespace

struct Connection::Statement {
    explicit Statement(soci::session& session) : statement(session) {}

    // SOCI keeps references into these vectors, so they never change their size.
    std::vector<Slot> slots;
    std::vector<std::string> values;
    std::vector<soci::indicator> indicators;
    std::shared_ptr<const std::vector<std::string>> names;
    soci::statement statement;
};

struct Connection::Cached {
    std::string key;
    std::unique_ptr<Statement> statement;
};

Outcome<std::unique_ptr<Connection>> Connection::open(
    const Driver& driver, std::size_t statements_max
) {
    std::unique_ptr<Connection> connection(new Connection(driver, statements_max));
    try {
        driver.connect(*connection->session_);
    } catch (...) {
        return tl::unexpected(driver.explain(*connection->session_));
    }
    return connection;
}

Connection::Connection(const Driver& driver, std::size_t statements_max)
    : driver_(driver),
      statements_max_(statements_max),
      session_(std::make_unique<soci::session>()) {
    HIBARI_CHECK(statements_max > 0);
}

Connection::~Connection() {
    cache_.clear();
    retired_.clear();
}

Outcome<Answer> Connection::run(
    std::string_view sql, std::span<const Parameter> parameters, std::size_t rows_max
) {
    if (failure_) {
        return tl::unexpected(*failure_);
    }
    Outcome<Answer> answer = run_prepared(sql, parameters, rows_max);
    if (!answer) {
        failure_ = answer.error();
    }
    return answer;
}

Outcome<Answer> Connection::run_prepared(
    std::string_view sql, std::span<const Parameter> parameters, std::size_t rows_max
) {
    if (auto failure = check_texts(parameters)) {
        return tl::unexpected(std::move(*failure));
    }
    try {
        Statement& prepared = prepare(sql, parameters);
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            set(prepared.slots[i], parameters[i].value);
        }
        Answer answer;
        bool more = prepared.statement.execute(true);
        while (more && !prepared.values.empty()) {
            if (answer.rows.size() == rows_max) {
                retire(key_);
                return tl::unexpected(Failure{
                    {.code = ErrorCode::kResourceExhausted,
                     .message = "the answer has more than " + std::to_string(rows_max) + " rows"}
                });
            }
            std::vector<std::optional<std::string>> values(prepared.values.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (prepared.indicators[i] != soci::i_null) {
                    values[i] = prepared.values[i];
                }
            }
            answer.rows.emplace_back(prepared.names, std::move(values));
            more = prepared.statement.fetch();
        }
        answer.changed = prepared.statement.get_affected_rows();
        return answer;
    } catch (...) {
        Failure failure = driver_.explain(*session_);
        retire(key_);
        return tl::unexpected(std::move(failure));
    }
}

Connection::Statement& Connection::prepare(
    std::string_view sql, std::span<const Parameter> parameters
) {
    key_.assign(sql);
    key_ += '\0';
    for (const Parameter& parameter : parameters) {
        key_ += parameter.name;
        key_ += kind_of(parameter.value);
    }
    const auto found = index_.find(key_);
    if (found != index_.end()) {
        cache_.splice(cache_.begin(), cache_, found->second);
        return *cache_.front().statement;
    }

    auto fresh = std::make_unique<Statement>(*session_);
    soci::statement& statement = fresh->statement;
    fresh->slots.resize(parameters.size());
    statement.alloc();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        Slot& slot = fresh->slots[i];
        slot.name = parameters[i].name;
        if (kind_of(parameters[i].value) == 'i') {
            statement.exchange(soci::use(std::as_const(slot.number), slot.indicator, slot.name));
        } else {
            statement.exchange(soci::use(std::as_const(slot.text), slot.indicator, slot.name));
        }
    }
    statement.prepare(std::string(sql));
    auto names = driver_.describe(*statement.get_backend(), parameters.size());
    fresh->values.resize(names.size());
    fresh->indicators.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        statement.exchange(soci::into(fresh->values[i], fresh->indicators[i]));
    }
    fresh->names = std::make_shared<const std::vector<std::string>>(std::move(names));
    statement.define_and_bind();

    cache_.push_front({key_, std::move(fresh)});
    index_.emplace(key_, cache_.begin());
    if (cache_.size() > statements_max_) {
        retire(std::string(cache_.back().key));
    }
    return *cache_.front().statement;
}

void Connection::retire(const std::string& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) {
        return;
    }
    if (dialect() == Dialect::kSqlite) {
        // One that stopped half-way would keep its transaction from being committed.
        cache_.erase(found->second);
    } else {
        retired_.splice(retired_.begin(), cache_, found->second);
    }
    index_.erase(found);
}

Outcome<void> Connection::run_script(const std::string& sql) {
    if (failure_) {
        return tl::unexpected(*failure_);
    }
    try {
        driver_.run_script(*session_, sql);
    } catch (...) {
        failure_ = driver_.explain(*session_);
        return tl::unexpected(*failure_);
    }
    return {};
}

Outcome<void> Connection::command(std::string_view sql) {
    Outcome<Answer> answer = run_prepared(sql, {}, 1);
    if (!answer) {
        return tl::unexpected(std::move(answer.error()));
    }
    return {};
}

void Connection::clear_failure() {
    failure_.reset();
    retired_.clear();
}

}  // namespace hibari::store::detail
