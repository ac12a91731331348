using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Tests.Shop;

/// <summary>A kind of import as a module would write it.</summary>
internal sealed class CustomersImport(ShopDb db, Trouble trouble) : ImportKind
{
    public override string Name => "customers";

    public override string TitleEn => "Customers";

    public override string TitleJa => "顧客";

    public override IReadOnlyList<string> Identity { get; } = ["externalId"];

    public override IReadOnlyList<string> Writes { get; } = ["OpenCustomer"];

    public override ModuleDb Db => db;

    public override int BatchRows => 10;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("externalId", ColumnType.Text, Required: true, "Customer code", "顧客コード", "account_id"),
        new("name", ColumnType.Text, Required: true, "Name", "会社名", "顧客名"),
        new("seats", ColumnType.Integer, Required: false, "Seats", "席数"),
        new("startedOn", ColumnType.Day, Required: false, "Started on", "契約開始日"),
        new("seenAt", ColumnType.Instant, Required: false, "Seen at", "最終利用"),
        new("active", ColumnType.Flag, Required: false, "Active", "有効"),
        new("parent", ColumnType.Text, Required: false, "Parent's code", "親会社コード"),
    ];

    public override async Task<IReadOnlyList<RowOutcome>> Load(
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        if (rows.Any(row => row.Line == trouble.DieAtLine))
        {
            throw new InvalidOperationException("The machine dies here.");
        }

        var ids = rows.SelectMany(row => new[] { row.Text("externalId"), row.Text("parent") })
            .OfType<string>()
            .ToList();
        var known = await db
            .Customers.Where(customer => ids.Contains(customer.ExternalId))
            .ToDictionaryAsync(customer => customer.ExternalId, cancellation);
        var seen = new HashSet<string>();
        return [.. rows.Select(row => Store(row, known, seen))];
    }

    public override Task<IReadOnlyCollection<Guid>> CreatedAccounts(Guid importId, CancellationToken cancellation) =>
        Created<Customer>(importId, cancellation);

    private RowOutcome Store(ImportRow row, Dictionary<string, Customer> known, HashSet<string> seen)
    {
        var id = row.Text("externalId")!;
        if (!seen.Add(id))
        {
            return RowOutcome.Refused(
                "externalId",
                $"'{id}' stands in the file twice. Keep one of the rows.",
                $"「{id}」が2回あります。1行にしてください。"
            );
        }

        if (row.Text("parent") is { } parent && !known.ContainsKey(parent))
        {
            return RowOutcome.Refused(
                "parent",
                $"There is no customer '{parent}'. Import it first.",
                $"顧客「{parent}」がありません。先に取り込んでください。"
            );
        }

        if (row.Integer("seats") is < 0)
        {
            return RowOutcome.Refused("seats", "Seats cannot be negative.", "席数は0以上にしてください。");
        }

        var outcome = RowOutcome.Updated;
        if (!known.TryGetValue(id, out var customer))
        {
            customer = new Customer(Guid.CreateVersion7(), id, row.Text("name")!)
            {
                RecordedAt = db.Import.RecordedAt(row.Day("startedOn") ?? db.Clock.Today, db.Clock),
            };
            db.Customers.Add(customer);
            known.Add(id, customer);
            outcome = RowOutcome.Created;
        }

        customer.Name = row.Text("name")!;
        (customer.Seats, customer.StartedOn, customer.SeenAt, customer.Active) = (
            row.Integer("seats"),
            row.Day("startedOn"),
            row.Instant("seenAt"),
            row.Flag("active")
        );
        db.ChangeTracker.DetectChanges();
        outcome = db.Entry(customer).State == EntityState.Unchanged ? RowOutcome.Skipped : outcome;
        return customer.Seats == 0 ? outcome.Flagged("seats", "Seats are 0.", "席数が0です。") : outcome;
    }
}
