#include "world/director/wordnet.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::world {
namespace {

constexpr std::size_t kParentsMax = 8;
constexpr std::size_t kAncestorsMax = 64;
constexpr int kDepthMax = 24;

/// A file mapped read-only; empty when it could not be.
class MappedFile {
  public:
    explicit MappedFile(const std::string& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) {
            return;
        }
        struct stat info{};
        if (::fstat(file, &info) == 0 && info.st_size > 0) {
            size_ = static_cast<std::size_t>(info.st_size);
            data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
        }
        ::close(file);
    }

    ~MappedFile() {
        if (data_ != MAP_FAILED) {
            ::munmap(data_, size_);
        }
    }

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view text() const {
        return data_ == MAP_FAILED ? std::string_view{}
                                   : std::string_view(static_cast<const char*>(data_), size_);
    }

  private:
    void* data_ = MAP_FAILED;
    std::size_t size_ = 0;
};

std::string_view line_at(std::string_view text, std::size_t begin) {
    if (begin >= text.size()) {
        return {};
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    return text.substr(begin, end - begin);
}

// The line of a sorted index file whose first field is `key`, by bisection over bytes.
std::string_view find_line(std::string_view text, std::string_view key) {
    std::size_t low = 0;
    std::size_t high = text.size();
    while (low < high) {
        std::size_t middle = low + (high - low) / 2;
        while (middle > low && text[middle - 1] != '\n') {
            --middle;
        }
        const std::string_view line = line_at(text, middle);
        const std::string_view word = line.substr(0, line.find(' '));
        if (word == key) {
            return line;
        }
        // Lines that begin with a space are the licence, which comes first.
        if (line.starts_with(' ') || word < key) {
            low = middle + line.size() + 1;
        } else {
            high = middle;
        }
    }
    return {};
}

/// Walks over the fields of a line.
class Fields {
  public:
    explicit Fields(std::string_view line) : rest_(line) {}

    std::string_view next() {
        while (rest_.starts_with(' ')) {
            rest_.remove_prefix(1);
        }
        const std::size_t end = std::min(rest_.find(' '), rest_.size());
        const std::string_view field = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return field;
    }

    std::uint32_t next_number(int base = 10) {
        const std::string_view field = next();
        std::uint32_t value = 0;
        std::from_chars(field.data(), field.data() + field.size(), value, base);
        return value;
    }

    void skip(std::uint32_t count) {
        for (std::uint32_t i = 0; i < count && !rest_.empty(); ++i) {
            next();
        }
    }

    bool empty() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

}  // namespace

struct WordNet::Files {
    std::array<MappedFile, 4> index;
    std::array<MappedFile, 4> data;

    explicit Files(const std::string& folder)
        : index{MappedFile(folder + "/index.noun"), MappedFile(folder + "/index.verb"), MappedFile(folder + "/index.adj"), MappedFile(folder + "/index.adv")},
          data{
              MappedFile(folder + "/data.noun"),
              MappedFile(folder + "/data.verb"),
              MappedFile(folder + "/data.adj"),
              MappedFile(folder + "/data.adv")
          } {}

    std::string_view index_of(WordClass word_class) const {
        return index[static_cast<std::size_t>(word_class)].text();
    }

    // The record of a synset: offset, topic, type, words, pointers. It repeats its own offset,
    // which tells damaged files from sound ones.
    std::string_view record(WordClass word_class, Synset synset) const {
        const std::string_view line =
            line_at(data[static_cast<std::size_t>(word_class)].text(), synset);
        Synset own = 0;
        std::from_chars(line.data(), line.data() + std::min<std::size_t>(8, line.size()), own);
        return own == synset ? line.substr(0, line.find('|')) : std::string_view{};
    }
};

WordNet::WordNet(std::unique_ptr<Files> files) : files_(std::move(files)) {}

WordNet::~WordNet() = default;

std::unique_ptr<WordNet> WordNet::open(const std::string& folder) {
    auto files = std::make_unique<Files>(folder);
    for (const MappedFile& file : files->index) {
        if (file.text().empty()) {
            return nullptr;
        }
    }
    for (const MappedFile& file : files->data) {
        if (file.text().empty()) {
            return nullptr;
        }
    }
    return std::unique_ptr<WordNet>(new WordNet(std::move(files)));
}

namespace {

std::string file_key(std::string_view word) {
    std::string key = to_lower(word);
    std::ranges::replace(key, ' ', '_');
    return key;
}

}  // namespace

bool WordNet::has(WordClass word_class, std::string_view word) const {
    return !find_line(files_->index_of(word_class), file_key(word)).empty();
}

std::vector<Synset> WordNet::senses(WordClass word_class, std::string_view word) const {
    std::vector<Synset> found;
    Fields fields(find_line(files_->index_of(word_class), file_key(word)));
    if (fields.empty()) {
        return found;
    }
    fields.skip(2);  // lemma pos
    const std::uint32_t count = fields.next_number();
    fields.skip(fields.next_number());  // pointer symbols
    fields.skip(2);                     // sense_cnt tagsense_cnt
    for (std::uint32_t i = 0; i < count && !fields.empty(); ++i) {
        found.push_back(fields.next_number());
    }
    return found;
}

std::vector<std::string> WordNet::words(WordClass word_class, Synset synset) const {
    std::vector<std::string> found;
    Fields fields(files_->record(word_class, synset));
    fields.skip(3);  // offset topic type
    const std::uint32_t count = fields.next_number(16);
    for (std::uint32_t i = 0; i < count && !fields.empty(); ++i) {
        std::string word = to_lower(fields.next());
        std::ranges::replace(word, '_', ' ');
        found.push_back(std::move(word));
        fields.skip(1);  // lex_id
    }
    return found;
}

std::vector<Synset> WordNet::parents(WordClass word_class, Synset synset) const {
    std::vector<Synset> found;
    Fields fields(files_->record(word_class, synset));
    fields.skip(3);
    fields.skip(2 * fields.next_number(16));
    const std::uint32_t count = fields.next_number();
    for (std::uint32_t i = 0; i < count && !fields.empty(); ++i) {
        const std::string_view symbol = fields.next();
        const Synset other = fields.next_number();
        fields.skip(2);  // pos source/target
        if ((symbol == "@" || symbol == "@i") && found.size() < kParentsMax) {
            found.push_back(other);
        }
    }
    return found;
}

NounTopic WordNet::topic(Synset noun) const {
    Fields fields(files_->record(WordClass::kNoun, noun));
    fields.skip(1);
    return static_cast<NounTopic>(fields.next_number());
}

VerbTopic WordNet::verb_topic(Synset verb) const {
    Fields fields(files_->record(WordClass::kVerb, verb));
    fields.skip(1);
    return static_cast<VerbTopic>(fields.next_number());
}

std::vector<std::pair<Synset, int>> WordNet::ancestors(WordClass word_class, Synset synset) const {
    std::vector<std::pair<Synset, int>> found{{synset, 0}};
    for (std::size_t i = 0; i < found.size() && found.size() < kAncestorsMax; ++i) {
        const auto [current, distance] = found[i];
        for (const Synset parent : parents(word_class, current)) {
            const bool known =
                std::ranges::any_of(found, [&](const auto& item) { return item.first == parent; });
            if (!known) {
                found.emplace_back(parent, distance + 1);
            }
        }
    }
    return found;
}

int WordNet::depth(Synset noun) const {
    int depth = 1;
    for (auto up = parents(WordClass::kNoun, noun); !up.empty() && depth < kDepthMax;
         up = parents(WordClass::kNoun, up.front())) {
        ++depth;
    }
    return depth;
}

}  // namespace hibari::world
