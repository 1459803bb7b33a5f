#include "world/director/changes.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace hibari::world {
namespace {

constexpr std::size_t kChangesMax = 200;

class Differ {
  public:
    void compare(const Json& from, const Json& to, const std::string& path) {
        if (from == to) {
            return;
        }
        if (from.is_object() && to.is_object()) {
            compare_members(from, to, path);
        } else if ((from.is_array() || from.is_null()) && (to.is_array() || to.is_null()) &&
                   (have_ids(from) || have_ids(to))) {
            compare_by_id(from, to, path);
        } else if (have_objects(from) && have_objects(to)) {
            compare_items(from, to, path);
        } else {
            add(from, to, path);
        }
    }

    Json list = Json::array();

  private:
    void add(const Json& from, const Json& to, const std::string& path) {
        if (list.size() < kChangesMax) {
            list.push_back(Json::object({{"field", path}, {"from", from}, {"to", to}}));
        }
    }

    void compare_members(const Json& from, const Json& to, const std::string& path) {
        const std::string prefix = path.empty() ? "" : path + ".";
        for (const JsonMember& member : from.members()) {
            const Json* other = to.find(member.key);
            compare(member.value, other == nullptr ? Json() : *other, prefix + member.key);
        }
        for (const JsonMember& member : to.members()) {
            if (from.find(member.key) == nullptr) {
                compare(Json(), member.value, prefix + member.key);
            }
        }
    }

    static bool have_objects(const Json& list) {
        return list.is_array() && list.size() > 0 && list.at(std::size_t{0}).is_object();
    }

    static bool have_ids(const Json& list) {
        return have_objects(list) && list.at(std::size_t{0}).find("id") != nullptr;
    }

    static const Json* with_id(const Json& list, const Json& id) {
        if (!list.is_array()) {
            return nullptr;
        }
        const auto found = std::ranges::find_if(list.items(), [&](const Json& item) {
            return item.find("id") != nullptr && *item.find("id") == id;
        });
        return found == list.items().end() ? nullptr : &*found;
    }

    void compare_by_id(const Json& from, const Json& to, const std::string& path) {
        const auto place = [&](const Json& item) {
            return path + "[" + item.at("id").as_string() + "]";
        };
        for (const Json& item : from.is_array() ? from.items() : Json::Array{}) {
            const Json* other = with_id(to, item.at("id"));
            compare(item, other == nullptr ? Json() : *other, place(item));
        }
        for (const Json& item : to.is_array() ? to.items() : Json::Array{}) {
            if (with_id(from, item.at("id")) == nullptr) {
                add(Json(), item, place(item));
            }
        }
    }

    // What both begin and end with is the same; of the rest one stands for the other.
    void compare_items(const Json& from, const Json& to, const std::string& path) {
        std::size_t begin = 0;
        const std::size_t shorter = std::min(from.size(), to.size());
        while (begin < shorter && from.at(begin) == to.at(begin)) {
            ++begin;
        }
        std::size_t end = 0;
        while (from.size() != to.size() && end < shorter - begin &&
               from.at(from.size() - 1 - end) == to.at(to.size() - 1 - end)) {
            ++end;
        }
        for (std::size_t i = begin; i < std::max(from.size(), to.size()) - end; ++i) {
            const std::string place = path + "[" + std::to_string(i) + "]";
            compare(
                i < from.size() - end ? from.at(i) : Json(),
                i < to.size() - end ? to.at(i) : Json(),
                place
            );
        }
    }
};

}  // namespace

Json changes(const Json& from, const Json& to) {
    Differ differ;
    differ.compare(from, to, "");
    return std::move(differ.list);
}

}  // namespace hibari::world
