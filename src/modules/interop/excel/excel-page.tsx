import { CodeSample, Crumbs, Layout, LeaderList, PageHead, Part } from '../../../ui/index.ts'
import { DialogPicture, MenuPicture, NavigatorPicture } from './pictures.tsx'
import { type ExcelWords, excelWords } from './words.ts'

/** The dataset a page is about. */
export interface ExcelDataset {
  readonly slug: string
  readonly title: string
  /** Address to paste. */
  readonly address: string
  readonly tables: readonly { readonly name: string; readonly title: string; readonly rows: number }[]
}

type Frame = Omit<Parameters<typeof Layout>[0], 'title' | 'children'>

interface Props {
  readonly frame: Frame
  /** Without it the page explains the way in general. */
  readonly dataset?: ExcelDataset | undefined
  readonly example: string
}

/** How to open a table in Excel, step by step, with a drawing of each window. */
export function ExcelPage({ frame, dataset, example }: Props) {
  const { lang } = frame
  const say = excelWords(lang)
  const title = dataset === undefined ? say.title : say.titleOf(dataset.title)
  return (
    <Layout {...frame} title={title} description={say.lede} islands={dataset === undefined ? [] : ['sao-chep']}>
      <div class="wrap ds list-page">
        {dataset && <Crumbs lang={lang} items={[{ href: `/bo-du-lieu/${dataset.slug}`, text: dataset.title }]} />}
        <PageHead title={title} lede={say.lede} />
        <Part id="can-co" title={say.before}>
          <p>{say.beforeText}</p>
        </Part>
        <Part id="cac-buoc" title={say.steps}>
          <Steps frame={frame} dataset={dataset} example={example} />
        </Part>
        {dataset && (
          <Part id="cac-bang" title={say.tables}>
            <p>{say.tablesText}</p>
            <LeaderList
              lang={lang}
              items={dataset.tables.map(({ name, title: of, rows }) => ({
                href: `${dataset.address}/${name}?$top=10`,
                text: of === name ? name : `${name}: ${of}`,
                count: rows,
              }))}
            />
          </Part>
        )}
        <Part id="truc-trac" title={say.troubles}>
          <ul class="plain">
            {[say.trouble1, say.trouble2, say.trouble3, say.trouble4].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Part>
        <Part id="cach-khac" title={say.others}>
          <ul class="plain">
            {[say.other1, say.other2, say.other3].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Part>
      </div>
    </Layout>
  )
}

function Steps({ frame: { lang }, dataset, example }: Props) {
  const say = excelWords(lang)
  return (
    <ol class="how-to">
      <li>
        <h3>{say.copyTitle}</h3>
        <AddressStep say={say} dataset={dataset} lang={lang} />
      </li>
      <li>
        <h3>{say.menuTitle}</h3>
        <p>{say.menuText}</p>
        <MenuPicture say={say} />
        <p class="small">{say.menuOther}</p>
      </li>
      <li>
        <h3>{say.dialogStep}</h3>
        <p>{say.dialogText}</p>
        <DialogPicture say={say} address={dataset?.address ?? example} />
      </li>
      <li>
        <h3>{say.accessTitle}</h3>
        <p>{say.accessText}</p>
      </li>
      <li>
        <h3>{say.loadTitle}</h3>
        <p>{say.loadText}</p>
        <NavigatorPicture say={say} tables={dataset?.tables.map(({ name }) => name) ?? []} />
      </li>
      <li>
        <h3>{say.refreshTitle}</h3>
        <p>{say.refreshText}</p>
      </li>
    </ol>
  )
}

function AddressStep({
  say,
  dataset,
  lang,
}: {
  say: ExcelWords
  dataset: ExcelDataset | undefined
  lang: Frame['lang']
}) {
  if (dataset !== undefined) {
    return (
      <>
        <p>{say.copyText}</p>
        <CodeSample lang={lang} code={dataset.address} label={say.addressLabel} />
      </>
    )
  }
  return (
    <p>
      {say.pickDataset} <a href="/bo-du-lieu">{say.findDataset}</a>
    </p>
  )
}
