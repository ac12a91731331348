using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Imports.Files;
using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// Take a file in: find out how it is to be read and propose which heading feeds which column. Nothing of it is stored
/// in a module yet.
/// </summary>
/// <remarks>
/// In stages, since reading a large file takes seconds and must not hold the gate that all writers wait at.
/// </remarks>
/// <param name="Length">Bytes of the content, where the caller has said so.</param>
internal sealed record UploadImport(
    string Kind,
    string Source,
    string FileName,
    bool History,
    [property: NotAudited] Stream Content,
    [property: NotAudited] long? Length = null
) : IStagedCommand<ShownImport>
{
    /// <summary>The largest file that is taken.</summary>
    public const int MostBytes = 64 << 20;
}

internal sealed class UploadImportValidator : AbstractValidator<UploadImport>
{
    public UploadImportValidator()
    {
        RuleFor(ask => ask.Kind).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.Source).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.FileName)
            .NotEmpty()
            .MaximumLength(200)
            .Must(name => name is null || !name.Any(char.IsControl))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "fileName に改行などの制御文字は使えません。ファイル名を付け直してください。"
                    : "'fileName' holds a control character, such as a line break. Name the file without it."
            );
    }
}

internal sealed class UploadImportHandler(
    ImportsDb db,
    ImportRights rights,
    RequestContext context,
    StagedTransaction transaction
) : IRequestHandler<UploadImport, Result<ShownImport>>
{
    private const int PieceBytes = 1 << 20;

    public async Task<Result<ShownImport>> Handle(UploadImport ask, CancellationToken cancellationToken)
    {
        if (rights.Find(ask.Kind) is not { } kind)
        {
            return ImportErrors.NoSuchKind(ask.Kind, rights.Kinds.Select(one => one.Name));
        }

        if (rights.Refuses(kind) is { } notAllowed)
        {
            return notAllowed;
        }

        if (await Whole(ask.Content, ask.Length, cancellationToken) is not { } bytes)
        {
            return FileErrors.TooLarge(UploadImport.MostBytes);
        }

        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        var remembered = await db.Set<RememberedMapping>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Kind == ask.Kind && row.Source == ask.Source, cancellationToken);
        var found = FileReadings.Find(kind, bytes, remembered);
        if (found.Error is { } unreadable)
        {
            return unreadable;
        }

        var (layout, rows, mapping) = found.Value;
        var now = db.Clock.Now;
        var import = new Import
        {
            Id = Guid.CreateVersion7(now),
            Kind = ask.Kind,
            Source = ask.Source,
            FileName = ask.FileName,
            FileHash = hash,
            History = ask.History,
            Rows = rows,
            LayoutJson = JsonSerializer.Serialize(layout, Wire.Json),
            MappingJson = JsonSerializer.Serialize(mapping, Wire.Json),
            UploadedAt = now,
            UploadedBy = context.Caller.PersonId,
            UploadedByKey = context.Caller.Key?.KeyId,
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                ask.Kind,
                ask.Source,
                ask.FileName,
                ask.History,
                hash,
            }
        );
        return await transaction.Run(
            ask,
            () => Store(import, bytes, kind, cancellationToken),
            cancellationToken,
            content: content
        );
    }

    private async Task<Result<ShownImport>> Store(
        Import import,
        byte[] bytes,
        ImportKind kind,
        CancellationToken cancellation
    )
    {
        if (
            await db.Set<Import>().Loaded(import.Kind, import.FileHash).FirstOrDefaultAsync(cancellation) is { } earlier
        )
        {
            return ImportErrors.AlreadyLoaded(earlier);
        }

        db.Set<Import>().Add(import);
        db.Set<ImportFile>().Add(new ImportFile { ImportId = import.Id, Bytes = bytes });
        await db.SaveChangesAsync(cancellation);
        return ShownImport.Of(import, kind);
    }

    private static async Task<byte[]?> Whole(Stream content, long? said, CancellationToken cancellation)
    {
        if (said > UploadImport.MostBytes)
        {
            return null;
        }

        // One buffer where its size is known; pages of it that are never written take no memory.
        if (said is { } size)
        {
            var buffer = GC.AllocateUninitializedArray<byte>((int)size);
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            return read == buffer.Length ? buffer : buffer[..read];
        }

        // Else piece by piece, since a buffer that doubles would hold the file three times.
        var (pieces, length) = (new List<byte[]>(), 0);
        var piece = new byte[PieceBytes];
        var filled = 0;
        for (int read; (read = await content.ReadAsync(piece.AsMemory(filled), cancellation)) > 0; )
        {
            (filled, length) = (filled + read, length + read);
            if (length > UploadImport.MostBytes)
            {
                return null;
            }

            if (filled == piece.Length)
            {
                pieces.Add(piece);
                (piece, filled) = (new byte[PieceBytes], 0);
            }
        }

        var whole = new byte[length];
        for (var i = 0; i < pieces.Count; i++)
        {
            pieces[i].CopyTo(whole, i * PieceBytes);
        }

        piece.AsSpan(0, filled).CopyTo(whole.AsSpan(pieces.Count * PieceBytes));
        return whole;
    }
}

internal sealed class UploadImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/imports",
                async Task<Results<Created<ShownImport>, ProblemHttpResult>> (
                    [FromQuery] string kind,
                    [FromQuery] string source,
                    [FromQuery] string fileName,
                    [FromQuery] bool? history,
                    Stream body,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var uploaded = await mediator.Send(
                        new UploadImport(kind, source, fileName, history ?? false, body, http.Request.ContentLength),
                        cancellation
                    );
                    return uploaded.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Created($"/v1/imports/{uploaded.Value.Id}", uploaded.Value.Tag(http));
                }
            )
            .Accepts<Stream>(
                "application/octet-stream",
                "text/csv",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            )
            .WithMetadata(new RequestSizeLimitAttribute(UploadImport.MostBytes))
            .WithName(nameof(UploadImport))
            .WithSummary("Upload a CSV, Excel or JSON file")
            .WithDescription(
                "The body is the file itself, at most 64 MB; JSON is an array of objects or an object a line. "
                    + "source names the system it comes from: its mapping is remembered. history=true loads what "
                    + "happened before go-live: facts then count as recorded when they took effect."
            )
            .WithExample(null, ShownImport.Example)
            .WithQueryExample(("kind", "accounts"), ("source", "crm"), ("fileName", "顧客一覧.csv"))
            .WithFileExample(
                "顧客コード,会社名,席数,備考\nC-0001,株式会社東都精機,120,旧システムより\nC-0002,西海物流株式会社,48,\n"
            )
            .WithProblems(400, 401, 403, 409, 413, 415);
}
