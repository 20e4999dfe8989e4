import { createHash } from "node:crypto";
import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import { photoContentId, type QualityMessage } from "../../domain/message.ts";
import { photoForMail } from "../../imaging/photo-for-mail.ts";

/** `from` and `replyTo` as in a mail header: `Partproof <qc@example.com>` or the address alone. */
export type MailSender = {
  from: string;
  replyTo?: string | undefined;
  /** PEM of an RSA key; the mail is signed for the domain of `from` (DKIM, RFC 6376). */
  dkim?: { selector: string; privateKey: string } | undefined;
};

export type BuiltMail = { raw: Buffer; envelope: { from: string; to: string[] } };

/**
 * A message as RFC 5322 bytes. Everything in it follows from the message, so that building it again gives the
 * same bytes: the folder stays as it is, and a mail server that saw the Message-ID can drop the copy.
 * @param photo the analyzed photo (JPEG), shown inline by the HTML and listed as an attachment
 * @param attached content of the attachment that the message names
 */
export async function buildMail(
  message: QualityMessage,
  photo: Uint8Array | undefined,
  sender: MailSender,
  attached?: Uint8Array,
): Promise<BuiltMail> {
  const name = safeName(message.id);
  const domain = domainOf(sender.from);
  const content = photo && (await photoForMail(photo));
  const node = new MailComposer({
    from: sender.from,
    ...(sender.replyTo === undefined ? {} : { replyTo: sender.replyTo }),
    // As objects, because a string would be parsed and could name further recipients.
    to: message.to.map((address) => ({ name: "", address })),
    subject: message.subject,
    text: message.text,
    ...(message.html === undefined ? {} : { html: message.html }),
    messageId: `<${name}@${domain}>`,
    ...threadOf(message, domain),
    date: new Date(message.createdAt),
    baseBoundary: createHash("sha256").update(message.id).digest("hex").slice(0, 32),
    // Asks out-of-office programs not to answer a machine.
    headers: { "Auto-Submitted": "auto-generated", ...listHeader(message, domain) },
    attachments: [
      ...(content
        ? [
            {
              filename: `${name}.jpg`,
              content: bufferOf(content),
              contentType: "image/jpeg",
              contentDisposition: "attachment" as const,
              cid: photoContentId(message.id),
            },
          ]
        : []),
      ...(attached && message.attachment
        ? [
            {
              filename: message.attachment.fileName,
              content: bufferOf(attached),
              contentType: message.attachment.mediaType,
            },
          ]
        : []),
    ],
    newline: "win",
    // Nothing in a message may make us read a file or call a server.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to } = node.getEnvelope();
  return { raw: await signed(await node.build(), domain, sender.dkim), envelope: { from: from || "", to } };
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/**
 * All mails about one recipe on one line refer to the same message, which was never sent: mail programs show them as
 * one thread.
 */
function threadOf({ recipe, line }: QualityMessage, domain: string): { references?: string } {
  if (recipe === undefined) return {};
  const thread = safeName(line === undefined ? recipe : `${recipe}--${line}`);
  return { references: `<thread-${thread}@${domain}>` };
}

/** Lets people file mails by recipe, with a rule (RFC 2919). */
function listHeader({ recipe }: QualityMessage, domain: string) {
  if (recipe === undefined) return {};
  const list = safeName(recipe);
  // `prepared`, because nodemailer would encode the angle brackets, and no rule would find the list.
  return { "List-Id": { prepared: true, value: `"Partproof ${list}" <${list}.partproof.${domain}>` } };
}

async function signed(raw: Buffer, domainName: string, dkim: MailSender["dkim"]): Promise<Buffer> {
  if (!dkim) return raw;
  const { selector: keySelector, privateKey } = dkim;
  const parts: Buffer[] = [];
  for await (const part of new DKIM({ domainName, keySelector, privateKey }).sign(raw))
    parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/**
 * A message id as a file name and Message-ID: what is harmless stays readable, anything else also carries a
 * hash, so that two ids never share a name.
 */
export function safeName(messageId: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(messageId) && !/\.\.|\.$/.test(messageId)) return messageId;
  const readable = messageId
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  return `${readable}-${createHash("sha256").update(messageId).digest("hex").slice(0, 12)}`.replace(/^-/, "");
}

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
}
