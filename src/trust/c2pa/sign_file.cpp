#include "trust/c2pa/sign_file.h"

#include "base/check.h"
#include "trust/c2pa/big_endian.h"
#include "trust/c2pa/manifest_builder.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;

// Where everything in the new file lies.
struct Plan {
    std::size_t store_bytes = 0;
    std::vector<FilePart> parts;
    ByteRange manifest;
};

// The manifest tells where it lies, so its size can depend on its place, by the bytes that the two
// numbers take. They only grow from one round to the next, so it comes to rest.
Result<Plan> make_plan(
    Container& container,
    const ManifestBuilder& builder,
    const std::vector<std::string>& certificates
) {
    constexpr int kRoundsMax = 8;
    Plan plan;
    for (int round = 0; round < kRoundsMax; ++round) {
        plan.store_bytes =
            builder.store_bytes({.digest = {}, .left_out = plan.manifest}, certificates);
        if (plan.store_bytes > kStoreBytesMax) {
            return fail(ErrorCode::kInvalidArgument, "the manifests are too large together");
        }
        plan.manifest.size = container.wrap(std::string(plan.store_bytes, '\0')).size();
        plan.parts = HIBARI_TRY(container.arrange(plan.manifest.size));
        plan.manifest.offset = 0;
        for (const FilePart& part : plan.parts) {
            if (part.kind == FilePart::Kind::kManifest) {
                break;
            }
            plan.manifest.offset += part.size();
        }
        const HardBinding binding{.digest = {}, .left_out = plan.manifest};
        if (builder.store_bytes(binding, certificates) == plan.store_bytes) {
            return plan;
        }
    }
    return fail(ErrorCode::kInternal, "the size of the manifest does not come to rest");
}

// Copies, and digests what the hard binding covers.
class Copier {
  public:
    Copier(ByteSource& source, ByteSink& sink) : source_(source), sink_(sink) {}

    Result<Digest> copy(const Plan& plan) {
        for (const FilePart& part : plan.parts) {
            if (part.is_box && part.is_hashed) {
                std::string place;
                put_big_endian(place, written_, 8);
                digest_.update(place);
            }
            HIBARI_TRY(copy_part(part, plan.manifest.size));
        }
        return digest_.finish();
    }

  private:
    Result<void> copy_part(const FilePart& part, std::uint64_t manifest_bytes) {
        switch (part.kind) {
            case FilePart::Kind::kManifest:
                return put(std::string(static_cast<std::size_t>(manifest_bytes), '\0'), false);
            case FilePart::Kind::kWritten:
                return put(part.bytes, part.is_hashed);
            case FilePart::Kind::kCopied:
                return copy_range(part.source, part.is_hashed);
        }
        HIBARI_CHECK(false);
    }

    Result<void> copy_range(ByteRange range, bool is_hashed) {
        piece_.resize(std::max(
            piece_.size(),
            static_cast<std::size_t>(std::min<std::uint64_t>(range.size, kPieceBytes))
        ));
        while (range.size > 0) {
            const auto size =
                static_cast<std::size_t>(std::min<std::uint64_t>(range.size, kPieceBytes));
            HIBARI_TRY(source_.read(range.offset, piece_.data(), size));
            HIBARI_TRY(put(std::string_view(piece_).substr(0, size), is_hashed));
            range.offset += size;
            range.size -= size;
        }
        return {};
    }

    Result<void> put(std::string_view bytes, bool is_hashed) {
        if (is_hashed) {
            digest_.update(bytes);
        }
        written_ += bytes.size();
        return sink_.append(bytes);
    }

    ByteSource& source_;
    ByteSink& sink_;
    Sha256 digest_;
    std::string piece_;
    std::uint64_t written_ = 0;
};

Result<void> sign(
    ByteSource& source,
    ByteSink& sink,
    MediaFormat format,
    const ManifestInfo& info,
    ManifestSigner& signer
) {
    const auto container = HIBARI_TRY(Container::open(format, source));
    const ManifestBuilder builder = HIBARI_TRY(ManifestBuilder::create(info, format));
    const std::vector<std::string> certificates = HIBARI_TRY(signer.certificates());
    const Plan plan = HIBARI_TRY(make_plan(*container, builder, certificates));
    HardBinding binding{.digest = {}, .left_out = plan.manifest};
    binding.digest = HIBARI_TRY(Copier(source, sink).copy(plan));
    const std::string store = HIBARI_TRY(builder.build(binding, signer));
    if (store.size() != plan.store_bytes) {
        return fail(ErrorCode::kUnavailable, "the signer changed its certificates meanwhile");
    }
    return sink.replace(plan.manifest.offset, container->wrap(store));
}

}  // namespace

Result<void> sign_file(
    const std::filesystem::path& from,
    const std::filesystem::path& to,
    MediaFormat format,
    const ManifestInfo& info,
    ManifestSigner& signer
) {
    FileSource source = HIBARI_TRY(FileSource::open(from));
    std::error_code ignored;
    if (std::filesystem::equivalent(from, to, ignored)) {
        return fail(ErrorCode::kInvalidArgument, "a file cannot be signed into itself");
    }
    FileSink sink = HIBARI_TRY(FileSink::create(to));
    return sign(source, sink, format, info, signer);
}

Result<std::string> sign_bytes(
    std::string_view bytes, MediaFormat format, const ManifestInfo& info, ManifestSigner& signer
) {
    MemorySource source(bytes);
    MemorySink sink;
    HIBARI_TRY(sign(source, sink, format, info, signer));
    return sink.take();
}

}  // namespace hibari::trust
