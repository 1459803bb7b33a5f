#include "base/check.h"
#include "base/files.h"
#include "store/blob_stores.h"
#include "store/s3_answers.h"
#include "store/s3_client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::store::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kPartsMax = 10'000;  // Amazon S3's limit.
constexpr int kPagesMax = 100'000;
constexpr std::chrono::seconds kSignedMax = std::chrono::hours(24 * 7);  // Amazon S3's limit.

class S3Store final : public BlobStore {
  public:
    S3Store(S3Place place, const S3Options& options, std::unique_ptr<S3Client> client)
        : place_(std::move(place)), options_(options), client_(std::move(client)) {}

    Result<fs::path> temporary() override { return options_.scratch / unique_name(); }

    Result<void> put_file(std::string_view key, const fs::path& path) override;
    Result<BlobFacts> facts(std::string_view key) override;
    Result<FileDescriptor> open(std::string_view key) override;
    Result<void> remove(std::string_view key) override;
    Result<void> list(std::string_view prefix, const BlobVisitor& visit) override;
    std::optional<std::string> signed_url(
        std::string_view key, std::chrono::seconds valid, Fetch fetch
    ) override;
    Result<std::size_t> sweep(std::chrono::seconds age) override;
    Result<void> check() override;

  private:
    std::string bucket_path() const { return "/" + place_.bucket; }

    // What stands before keys in the bucket.
    std::string key_prefix() const { return place_.prefix.empty() ? "" : place_.prefix + "/"; }

    std::string path_of(std::string_view key) const {
        return bucket_path() + "/" + key_prefix() + std::string(key);
    }

    Result<void> put_whole(const std::string& path, const FilePart& file);
    Result<void> put_in_parts(const std::string& path, const FilePart& file);
    Result<std::string> put_parts(
        const std::string& path, const std::string& upload, const FilePart& file
    );
    Result<std::size_t> sweep_uploads(std::chrono::system_clock::time_point before);
    Result<std::size_t> sweep_scratch(std::chrono::system_clock::time_point before);

    S3Place place_;
    S3Options options_;
    std::unique_ptr<S3Client> client_;
};

// What the store says of the object to those who fetch it from there.
std::string_view content_type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes = {{
        {".mp4", "video/mp4"},
        {".webp", "image/webp"},
        {".jpg", "image/jpeg"},
        {".png", "image/png"},
        {".jsonl", "application/jsonl"},
    }};
    for (const auto& [ending, type] : kTypes) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

Result<void> without_answer(const Result<S3Answer>& answer) {
    if (!answer) {
        return fail(answer.error());
    }
    return {};
}

Result<void> S3Store::put_file(std::string_view key, const fs::path& path) {
    HIBARI_TRY(check_key(key));
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};
    if (!file || fstat(file.number(), &status) != 0) {
        return fail(file_error("cannot store", path, errno));
    }
    const FilePart whole{.file = file.number(), .size = static_cast<std::uint64_t>(status.st_size)};
    const bool small = whole.size <= options_.part_bytes;
    HIBARI_TRY(small ? put_whole(path_of(key), whole) : put_in_parts(path_of(key), whole));
    if (unlink(path.c_str()) != 0) {
        return fail(file_error("cannot remove", path, errno));
    }
    return {};
}

Result<void> S3Store::put_whole(const std::string& path, const FilePart& file) {
    return without_answer(client_->send(
        {.method = "PUT", .path = path, .part = file, .content_type = content_type_of(path)}
    ));
}

Result<void> S3Store::put_in_parts(const std::string& path, const FilePart& file) {
    const S3Answer begun = HIBARI_TRY(client_->send({
        .method = "POST",
        .path = path,
        .query = {{"uploads", ""}},
        .content_type = content_type_of(path),
    }));
    const auto upload = xml_text(begun.body, "UploadId");
    if (!upload) {
        return fail(ErrorCode::kDataLoss, "the object store began an upload without a name");
    }
    const auto parts = put_parts(path, *upload, file);
    if (parts) {
        const auto done = client_->send({
            .method = "POST",
            .path = path,
            .query = {{"uploadId", *upload}},
            .text = "<CompleteMultipartUpload>" + *parts + "</CompleteMultipartUpload>",
        });
        // Amazon S3 may begin its 200 before it knows whether it succeeds.
        if (done && done->body.find("<Error>") == std::string::npos) {
            return {};
        }
        (void)client_->send({.method = "DELETE", .path = path, .query = {{"uploadId", *upload}}});
        return done ? fail(ErrorCode::kUnavailable, "the object store could not join the parts")
                    : fail(done.error());
    }
    (void)client_->send({.method = "DELETE", .path = path, .query = {{"uploadId", *upload}}});
    return fail(parts.error());
}

// Uploads them one after another; the list that completes the upload.
Result<std::string> S3Store::put_parts(
    const std::string& path, const std::string& upload, const FilePart& file
) {
    const std::uint64_t size = std::max(options_.part_bytes, file.size / kPartsMax + 1);
    std::string list;
    std::uint64_t number = 1;
    for (std::uint64_t offset = 0; offset < file.size; offset += size, ++number) {
        const S3Answer answer = HIBARI_TRY(client_->send({
            .method = "PUT",
            .path = path,
            .query = {{"partNumber", std::to_string(number)}, {"uploadId", upload}},
            .part =
                FilePart{
                    .file = file.file, .offset = offset, .size = std::min(size, file.size - offset)
                },
        }));
        list += "<Part><PartNumber>" + std::to_string(number) + "</PartNumber><ETag>" +
                answer.etag + "</ETag></Part>";
    }
    return list;
}

Result<BlobFacts> S3Store::facts(std::string_view key) {
    HIBARI_TRY(check_key(key));
    const S3Answer answer = HIBARI_TRY(client_->send({.method = "HEAD", .path = path_of(key)}));
    return BlobFacts{
        .size_bytes = answer.size_bytes,
        .modified = answer.modified.value_or(std::chrono::system_clock::time_point{}),
        .etag = answer.etag
    };
}

Result<FileDescriptor> S3Store::open(std::string_view key) {
    HIBARI_TRY(check_key(key));
    FileDescriptor file(::open(options_.scratch.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!file) {
        return fail(file_error("cannot write", options_.scratch / "download", errno));
    }
    HIBARI_TRY(client_->send({.method = "GET", .path = path_of(key), .to_file = file.number()}));
    if (lseek(file.number(), 0, SEEK_SET) != 0) {
        return fail(file_error("cannot read", options_.scratch / "download", errno));
    }
    return file;
}

Result<void> S3Store::remove(std::string_view key) {
    HIBARI_TRY(check_key(key));
    const auto answer = client_->send({.method = "DELETE", .path = path_of(key)});
    if (!answer && answer.error().code == ErrorCode::kNotFound) {
        return {};
    }
    return without_answer(answer);
}

Result<void> S3Store::list(std::string_view prefix, const BlobVisitor& visit) {
    std::optional<std::string> next;
    for (int page_number = 0; page_number < kPagesMax; ++page_number) {
        NameValues query{{"list-type", "2"}, {"prefix", key_prefix() + std::string(prefix)}};
        if (next) {
            query.emplace_back("continuation-token", *next);
        }
        const S3Answer answer =
            HIBARI_TRY(client_->send({.method = "GET", .path = bucket_path(), .query = query}));
        const S3Page page = HIBARI_TRY(parse_page(answer.body));
        for (const S3Object& object : page.objects) {
            const std::string key = object.key.substr(key_prefix().size());
            const BlobFacts facts{
                .size_bytes = object.size_bytes, .modified = object.modified, .etag = object.etag
            };
            // Others may keep things in the bucket too.
            if (check_key(key) && !visit(key, facts)) {
                return {};
            }
        }
        next = page.next;
        if (!next) {
            return {};
        }
    }
    return fail(ErrorCode::kResourceExhausted, "the object store's list has no end");
}

std::optional<std::string> S3Store::signed_url(
    std::string_view key, std::chrono::seconds valid, Fetch fetch
) {
    if (!check_key(key)) {
        return std::nullopt;
    }
    return client_->signed_url(
        fetch == Fetch::kHead ? "HEAD" : "GET",
        path_of(key),
        std::clamp(valid, std::chrono::seconds(1), kSignedMax)
    );
}

Result<std::size_t> S3Store::sweep(std::chrono::seconds age) {
    const auto before = std::chrono::system_clock::now() - age;
    const std::size_t uploads = HIBARI_TRY(sweep_uploads(before));
    return uploads + HIBARI_TRY(sweep_scratch(before));
}

// Up to the thousand that one answer holds; the next sweep finds the rest.
Result<std::size_t> S3Store::sweep_uploads(std::chrono::system_clock::time_point before) {
    const S3Answer answer = HIBARI_TRY(client_->send({
        .method = "GET",
        .path = bucket_path(),
        .query = {{"uploads", ""}, {"prefix", key_prefix()}},
    }));
    std::size_t removed = 0;
    for (const S3Upload& upload : HIBARI_TRY(parse_uploads(answer.body))) {
        if (upload.begun <= before && upload.key.starts_with(key_prefix())) {
            HIBARI_TRY(client_->send({
                .method = "DELETE",
                .path = bucket_path() + "/" + upload.key,
                .query = {{"uploadId", upload.id}},
            }));
            removed += 1;
        }
    }
    return removed;
}

Result<std::size_t> S3Store::sweep_scratch(std::chrono::system_clock::time_point before) {
    std::size_t removed = 0;
    std::error_code error;
    for (fs::directory_iterator entry(options_.scratch, error), end; !error && entry != end;
         entry.increment(error)) {
        struct stat status{};
        const fs::path path = entry->path();
        if (lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
            std::chrono::system_clock::from_time_t(status.st_mtime) <= before &&
            unlink(path.c_str()) == 0) {
            removed += 1;
        }
    }
    if (error) {
        return fail(file_error("cannot list", options_.scratch, error.value()));
    }
    return removed;
}

// Reachable, with a key that is accepted for this bucket.
Result<void> S3Store::check() {
    return without_answer(client_->send({.method = "HEAD", .path = bucket_path()}));
}

bool is_bucket(std::string_view name) {
    // The naming rules of Amazon S3, as far as they matter for an address.
    const auto right = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return name.size() >= 3 && name.size() <= 63 && std::ranges::all_of(name, right) &&
           name.front() != '.';
}

}  // namespace

Result<std::unique_ptr<BlobStore>> open_s3(S3Place place, const S3Options& options) {
    while (place.prefix.ends_with('/')) {
        place.prefix.pop_back();
    }
    if (!is_bucket(place.bucket) || (!place.prefix.empty() && !check_key(place.prefix))) {
        return fail(ErrorCode::kInvalidArgument, "this is no name of a bucket and a prefix");
    }
    constexpr std::uint64_t kPartMin = 5ULL << 20U;
    constexpr std::uint64_t kPartMax = 5ULL << 30U;
    if (options.part_bytes < kPartMin || options.part_bytes > kPartMax) {
        return fail(ErrorCode::kInvalidArgument, "the parts of an upload have 5 MiB to 5 GiB");
    }
    std::error_code error;
    fs::create_directories(options.scratch, error);
    if (error) {
        return fail(file_error("cannot make the folder", options.scratch, error.value()));
    }
    auto client = HIBARI_TRY(S3Client::create(options));
    return std::make_unique<S3Store>(std::move(place), options, std::move(client));
}

}  // namespace hibari::store::detail
