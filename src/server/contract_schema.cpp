#include "server/contract_schema.h"

#include "base/check.h"

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

// How valijson reads our Json: the classes that its BasicAdapter asks for, after the model of its
// adapters for other libraries. All of them borrow.
namespace hibari::server {
namespace {

class Adapter;
using MemberPair = std::pair<std::string, Adapter>;

const Json& empty_array() {
    static const Json empty = Json::array();
    return empty;
}

const Json& empty_object() {
    static const Json empty = Json::object();
    return empty;
}

/// What `it->first` needs when dereferencing makes a value.
template <typename T>
struct Arrow {
    T value;

    T* operator->() { return &value; }
};

/// `Value` is what dereferencing makes of an element of `Container`.
template <typename Container, typename Value>
class Iterator {
  public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using pointer = Value*;
    using reference = Value;

    explicit Iterator(typename Container::const_iterator at) : at_(at) {}

    Value operator*() const;

    Arrow<Value> operator->() const { return {**this}; }

    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    Iterator& operator++() {
        ++at_;
        return *this;
    }

    Iterator operator++(int) {
        const Iterator before = *this;
        ++at_;
        return before;
    }

    Iterator& operator--() {
        --at_;
        return *this;
    }

    void advance(std::ptrdiff_t steps) { at_ += steps; }

  private:
    typename Container::const_iterator at_;
};

using ArrayIterator = Iterator<Json::Array, Adapter>;
using ObjectIterator = Iterator<Json::Object, MemberPair>;

class ArrayView {
  public:
    using const_iterator = ArrayIterator;
    using iterator = ArrayIterator;

    ArrayView() : json_(&empty_array()) {}

    explicit ArrayView(const Json& json) : json_(&json) {}

    ArrayIterator begin() const { return ArrayIterator(json_->items().begin()); }

    ArrayIterator end() const { return ArrayIterator(json_->items().end()); }

    std::size_t size() const { return json_->size(); }

  private:
    const Json* json_;
};

class ObjectView {
  public:
    using const_iterator = ObjectIterator;
    using iterator = ObjectIterator;

    ObjectView() : json_(&empty_object()) {}

    explicit ObjectView(const Json& json) : json_(&json) {}

    ObjectIterator begin() const { return ObjectIterator(json_->members().begin()); }

    ObjectIterator end() const { return ObjectIterator(json_->members().end()); }

    ObjectIterator find(const std::string& key) const {
        const Json::Object& members = json_->members();
        auto at = members.begin();
        while (at != members.end() && at->key != key) {
            ++at;
        }
        return ObjectIterator(at);
    }

    std::size_t size() const { return json_->size(); }

  private:
    const Json* json_;
};

/// A value that the compiled schema keeps: one of an enum.
class Frozen : public valijson::adapters::FrozenValue {
  public:
    explicit Frozen(Json json) : json_(std::move(json)) {}

    FrozenValue* clone() const override { return new Frozen(json_); }

    bool equalTo(const valijson::adapters::Adapter& other, bool strict) const override;

  private:
    Json json_;
};

class ValueView {
  public:
    ValueView() : json_(&empty_object()) {}

    explicit ValueView(const Json& json) : json_(&json) {}

    valijson::adapters::FrozenValue* freeze() const { return new Frozen(*json_); }

    opt::optional<ArrayView> getArrayOptional() const {
        return json_->is_array() ? opt::make_optional(ArrayView(*json_)) : opt::nullopt;
    }

    bool getArraySize(std::size_t& size) const {
        size = json_->size();
        return json_->is_array();
    }

    bool getBool(bool& value) const {
        value = json_->is_bool() && json_->as_bool();
        return json_->is_bool();
    }

    bool getDouble(double& value) const {
        value = json_->is_number() ? json_->as_number() : 0.0;
        return json_->is_number();
    }

    bool getInteger(std::int64_t& value) const {
        value = json_->is_integer() ? json_->as_integer() : 0;
        return json_->is_integer();
    }

    opt::optional<ObjectView> getObjectOptional() const {
        return json_->is_object() ? opt::make_optional(ObjectView(*json_)) : opt::nullopt;
    }

    bool getObjectSize(std::size_t& size) const {
        size = json_->size();
        return json_->is_object();
    }

    bool getString(std::string& value) const {
        if (json_->is_string()) {
            value = json_->as_string();
        }
        return json_->is_string();
    }

    static bool hasStrictTypes() { return true; }

    bool isArray() const { return json_->is_array(); }

    bool isBool() const { return json_->is_bool(); }

    bool isDouble() const { return json_->is_number() && !json_->is_integer(); }

    bool isInteger() const { return json_->is_integer(); }

    bool isNull() const { return json_->is_null(); }

    bool isNumber() const { return json_->is_number(); }

    bool isObject() const { return json_->is_object(); }

    bool isString() const { return json_->is_string(); }

  private:
    const Json* json_;
};

class Adapter : public valijson::adapters::
                    BasicAdapter<Adapter, ArrayView, MemberPair, ObjectView, ValueView> {
  public:
    Adapter() = default;

    explicit Adapter(const Json& json) : BasicAdapter(ValueView(json)) {}
};

bool Frozen::equalTo(const valijson::adapters::Adapter& other, bool strict) const {
    return Adapter(json_).equalTo(other, strict);
}

template <>
Adapter ArrayIterator::operator*() const {
    return Adapter(*at_);
}

template <>
MemberPair ObjectIterator::operator*() const {
    return {at_->key, Adapter(at_->value)};
}

}  // namespace
}  // namespace hibari::server

template <>
struct valijson::adapters::AdapterTraits<hibari::server::Adapter> {
    using DocumentType = hibari::Json;

    static std::string adapterName() { return "hibari::Json"; }
};

namespace hibari::server {

struct CompiledSchema::Parts {
    valijson::Schema schema;
};

Result<CompiledSchema> CompiledSchema::compile(const Json& schema) {
    auto parts = std::make_unique<Parts>();
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(Adapter(schema), parts->schema);
    } catch (const std::exception& exception) {
        return fail(ErrorCode::kInternal, std::string("schema: ") + exception.what());
    }
    return CompiledSchema(std::move(parts));
}

CompiledSchema::CompiledSchema(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

CompiledSchema::CompiledSchema(CompiledSchema&&) noexcept = default;
CompiledSchema& CompiledSchema::operator=(CompiledSchema&&) noexcept = default;
CompiledSchema::~CompiledSchema() = default;

bool CompiledSchema::accepts(const Json& value) const {
    HIBARI_CHECK(parts_ != nullptr);
    try {
        valijson::Validator validator;
        return validator.validate(parts_->schema, Adapter(value), nullptr);
    } catch (const std::exception&) {
        // Out of memory, or a value that it did not expect: not something to let in.
        return false;
    }
}

}  // namespace hibari::server
