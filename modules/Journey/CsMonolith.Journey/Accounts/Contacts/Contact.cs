using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Accounts.Contacts;

/// <summary>By which way we were in touch.</summary>
internal enum ContactChannel
{
    Visit,
    Call,
    Mail,
    Meeting,
    Digital,
}

/// <summary>How a contact went.</summary>
internal enum ContactOutcome
{
    Reached,
    NoAnswer,
    Stayed,
    Worried,
    Leaving,
    Other,
}

/// <summary>An occasion on which somebody was in touch with a customer. Contacts are added, never changed.</summary>
internal sealed class Contact(
    Guid id,
    Guid accountId,
    DateOnly on,
    ContactChannel channel,
    bool proactive,
    bool becauseOfScore,
    ContactOutcome outcome,
    string? note,
    Guid? byId,
    string naturalKey,
    DateTime recordedAt,
    bool backfilled
)
{
    /// <summary>The kind of timeline line that tells of a contact.</summary>
    public const string ContactLine = "contact";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    public ContactChannel Channel { get; private set; } = channel;

    /// <summary>先回り: whether we contacted the customer before they called.</summary>
    public bool Proactive { get; private set; } = proactive;

    public bool BecauseOfScore { get; private set; } = becauseOfScore;

    public ContactOutcome Outcome { get; private set; } = outcome;

    public string? Note { get; private set; } = note;

    public Guid? ById { get; private set; } = byId;

    /// <summary>Identifies an imported contact, so that loading it again adds nothing.</summary>
    public string NaturalKey { get; private set; } = naturalKey;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    /// <summary>Adds a contact, its event and its timeline line. The note stays out of event and line.</summary>
    public static Contact Record(JourneyDb db, Guid account, ContactDetails made, Guid? by, string? naturalKey)
    {
        var id = Guid.CreateVersion7();
        var contact = new Contact(
            id,
            account,
            made.On,
            made.Channel,
            made.Proactive,
            made.BecauseOfScore,
            made.Outcome,
            made.Note,
            by,
            naturalKey ?? id.ToString(),
            Recording.In(db).At(made.On),
            db.Import.IsHistory
        );
        db.Set<Contact>().Add(contact);
        db.Tell(
            new CustomerContacted(
                account,
                made.On,
                by,
                made.Proactive,
                made.BecauseOfScore,
                ContactWording.Of(made.Outcome)
            )
        );
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    account,
                    made.On,
                    ContactLine,
                    id,
                    ContactWording.En(made),
                    ContactWording.Ja(made)
                )
            );
        return contact;
    }
}

/// <summary>What a caller or a file says about a contact.</summary>
internal sealed record ContactDetails(
    DateOnly On,
    ContactChannel Channel,
    bool Proactive,
    bool BecauseOfScore,
    ContactOutcome Outcome,
    string? Note
);

/// <summary>Words a contact for the timeline.</summary>
internal static class ContactWording
{
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string En(ContactDetails made) =>
        $"{(made.Proactive ? "Proactive" : "Reactive")} contact: {Of(made.Channel)}, {made.Outcome switch
    {
        ContactOutcome.Reached => "reached",
        ContactOutcome.NoAnswer => "no answer",
        ContactOutcome.Stayed => "stays",
        ContactOutcome.Worried => "worried",
        ContactOutcome.Leaving => "wants to leave",
        _ => "other",
    }}";

    public static string Ja(ContactDetails made) =>
        $"{(made.Proactive ? "先回り" : "後追い")}の接点: {Channel(made.Channel)}、{made.Outcome switch
    {
        ContactOutcome.Reached => "話せた",
        ContactOutcome.NoAnswer => "応答なし",
        ContactOutcome.Stayed => "継続の意向",
        ContactOutcome.Worried => "不安あり",
        ContactOutcome.Leaving => "解約の意向",
        _ => "その他",
    }}";

    private static string Channel(ContactChannel channel) =>
        channel switch
        {
            ContactChannel.Visit => "訪問",
            ContactChannel.Call => "電話",
            ContactChannel.Mail => "メール",
            ContactChannel.Meeting => "会議",
            _ => "デジタル",
        };
}

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("Contacts");
        builder.Property(contact => contact.Id).ValueGeneratedNever();
        builder.Property(contact => contact.Note).HasMaxLength(4000);
        builder.Property(contact => contact.NaturalKey).HasMaxLength(200);
        builder.HasIndex(contact => contact.NaturalKey).IsUnique();
        builder.HasIndex(contact => new { contact.AccountId, contact.On });
    }
}
